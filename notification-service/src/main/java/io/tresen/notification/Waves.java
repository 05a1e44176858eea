package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import io.tresen.notification.WaveRows.Planned;
import io.tresen.notification.WaveRows.Wave;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts waves and takes their steps. Each step is a transaction of at most {@link WaveRules#BATCH} subscriptions. */
@ApplicationScoped
public class Waves {

    /** A product's availability after one event. */
    public record Change(UUID businessId, UUID productId, Availability availability) {}

    private final WaveRows rows;
    private final Lines lines;
    private final Notices notices;
    private final Products products;

    Waves(WaveRows rows, Lines lines, Notices notices, Products products) {
        this.rows = rows;
        this.lines = lines;
        this.notices = notices;
        this.products = products;
    }

    /** Seconds that the step which is due longest is late; 0 when none is due. @param now business time */
    public double overdueS(Tx tx, Instant now) {
        return rows.overdueS(tx, now);
    }

    /**
     * Takes changes in, in their order, and plans a step for each product that rose. Rows are locked, lines looked at and rows
     * written together, for all products: what is sold or imported comes in large numbers.
     *
     * @param now business time
     */
    public void changed(Tx tx, List<Change> changes, Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        SortedMap<UUID, List<Change>> byProduct =
                new TreeMap<>(); // one order of locks: all replicas', the other consumers'
        for (Change change : changes) {
            byProduct
                    .computeIfAbsent(change.productId(), key -> new ArrayList<>())
                    .add(change);
        }
        Supplier<List<Wave>> locked = rows.askToLock(tx, keys(byProduct.values().stream()));
        Set<UUID> waitedFor =
                lines.waitedFor(tx, keys(byProduct.values().stream().filter(Waves::leavesAny)));
        rows.save(
                tx,
                locked.get().stream()
                        .map(wave -> planned(
                                wave,
                                byProduct.get(wave.productId()).stream()
                                        .map(Change::availability)
                                        .toList(),
                                waitedFor,
                                now))
                        .toList());
    }

    private static List<ProductKey> keys(Stream<List<Change>> byProduct) {
        return byProduct
                .map(ofOne -> ofOne.get(0))
                .map(change -> new ProductKey(change.businessId(), change.productId()))
                .toList();
    }

    private static boolean leavesAny(List<Change> ofOne) {
        return ofOne.get(ofOne.size() - 1).availability().any();
    }

    private static Planned planned(Wave wave, List<Availability> changes, Set<UUID> waitedFor, Instant now) {
        Availability seen = wave.seen();
        boolean rose = false;
        for (Availability change : changes) {
            rose |= change.roseFrom(seen);
            seen = change;
        }
        boolean somebodyWaits = seen.any() && waitedFor.contains(wave.productId());
        Instant next = WaveRules.afterChange(rose && somebodyWaits, seen, wave.nextStepAt(), somebodyWaits, now);
        return new Planned(wave, seen, next);
    }

    /**
     * Takes in whether a product is counted, which says what there is until its first availability event. Whoever wished
     * before the product was heard of is looked at now if it never was counted.
     *
     * @param now business time
     */
    public void counted(Tx tx, UUID businessId, UUID productId, boolean counted, Instant now) {
        if (counted) {
            rows.counted(tx, businessId, productId);
            return;
        }
        List<ProductKey> product = List.of(new ProductKey(businessId, productId));
        Supplier<List<Wave>> locked = rows.askToLock(tx, product);
        Set<UUID> waitedFor = lines.waitedFor(tx, product);
        Wave wave = locked.get().get(0);
        if (!wave.seen().heard()) {
            rows.save(tx, List.of(planned(wave, List.of(Availability.UNCOUNTED), waitedFor, now)));
        }
    }

    /**
     * Takes the step that is due longest.
     *
     * @param now business time
     * @return false when none is due, or others have all of them in hand
     */
    public boolean step(Tx tx, Instant now) {
        Optional<Wave> due = rows.lockDue(tx, now);
        due.ifPresent(wave -> step(tx, wave, now));
        return due.isPresent();
    }

    private void step(Tx tx, Wave wave, Instant now) {
        WaveState state = state(tx, wave, now);
        int window = WaveRules.window(WaveRules.room(state));
        List<Candidate> head = lines.head(tx, wave.businessId(), wave.productId(), window, now);
        WaveStep step = WaveRules.step(state, head, now);
        lines.requested(tx, wave.businessId(), step.told());
        lines.passedOver(tx, wave.businessId(), step.suppressed(), now);
        Optional<Instant> soonest = lines.soonest(tx, wave.businessId(), wave.productId(), now);
        rows.save(
                tx, wave, wave.seen(), WaveRules.next(state, step, soonest, now).orElse(null));
        notices.add(tx, wave.businessId(), wave.productId(), step, now);
    }

    private WaveState state(Tx tx, Wave wave, Instant now) {
        boolean onSale = products.find(tx, wave.businessId(), wave.productId())
                .map(Products.Known::onSale)
                .orElse(true);
        Notices.Told told = notices.told(tx, wave.businessId(), wave.productId(), now.minus(WaveRules.INTERVAL));
        return new WaveState(rows.known(tx, wave), onSale, told.count(), told.oldest());
    }
}
