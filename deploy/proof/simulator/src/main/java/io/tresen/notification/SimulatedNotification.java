package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.tresen.notification.NoticeEvent.Notice;
import io.tresen.notification.NoticeRules.Answer;
import io.tresen.notification.NoticeRules.Outcome;
import io.tresen.notification.WaveRows.Wave;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * notification-service's own {@link Waves} and rules on rows in memory. What {@link Subscriptions} and {@link Notices} do
 * between their statements stands here again, as short as it is there.
 */
public final class SimulatedNotification {

    /** A step that is due for longer is not going to be taken. */
    private static final Duration OVERDUE = Duration.ofMinutes(1);

    /** A place in line. */
    record Place(
            UUID id,
            UUID conversationId,
            UUID shopperId,
            UUID productId,
            String retailerId,
            Instant since,
            Instant notBefore,
            int notices,
            String notedReason,
            Instant notedAt,
            String state) {

        Place in(String next) {
            return new Place(
                    id,
                    conversationId,
                    shopperId,
                    productId,
                    retailerId,
                    since,
                    notBefore,
                    notices,
                    notedReason,
                    notedAt,
                    next);
        }

        Place counting(int more) {
            return new Place(
                    id,
                    conversationId,
                    shopperId,
                    productId,
                    retailerId,
                    since,
                    notBefore,
                    notices + more,
                    notedReason,
                    notedAt,
                    state);
        }

        Place noted(Instant until, String reason, Instant at) {
            return new Place(
                    id, conversationId, shopperId, productId, retailerId, since, until, notices, reason, at, state);
        }
    }

    /** What the chat was asked to tell. */
    record Asked(Notice notice, UUID subscriptionId, NoticeState state, Instant requestedAt) {}

    /** A snapshot or event of a product as the copies here need it. */
    public record ProductSeen(UUID businessId, UUID productId, boolean visible, boolean counted) {}

    private record Seen(Availability availability, long order) {}

    private final Service service;
    private final Table<UUID, Place> places;
    private final Table<UUID, Asked> asked;
    private final Table<UUID, Wave> waveRows;
    private final Table<UUID, Seen> availabilityCopy;
    private final Table<UUID, ProductSeen> productCopy;
    private final Table<UUID, Long> productSequence;
    private final Table<UUID, Boolean> optedOut;
    private final BiConsumer<UUID, NoticeEvent> tell;
    private final Waves waves;
    private final WaveRows rows;
    private Consumer<Instant> bell = due -> {};

    /** @param tell puts an event of a conversation into the outbox */
    public SimulatedNotification(Service service, BiConsumer<UUID, NoticeEvent> tell) {
        this.service = service;
        this.tell = tell;
        this.places = new Table<>(service);
        this.asked = new Table<>(service);
        this.waveRows = new Table<>(service);
        this.availabilityCopy = new Table<>(service);
        this.productCopy = new Table<>(service);
        this.productSequence = new Table<>(service);
        this.optedOut = new Table<>(service);
        Products products = products();
        this.rows = waveRows(products);
        this.waves = new Waves(rows, lines(), notices(), products);
    }

    private Products products() {
        return new Products() {
            @Override
            Optional<Known> find(Tx tx, UUID businessId, UUID productId) {
                return productCopy.find(productId).map(it -> new Known(it.visible(), it.counted(), false));
            }
        };
    }

    private WaveRows waveRows(Products products) {
        Availabilities availabilities = new Availabilities() {
            @Override
            Availability of(Tx tx, UUID businessId, UUID productId) {
                return availabilityCopy.find(productId).map(Seen::availability).orElse(Availability.UNKNOWN);
            }
        };
        return new WaveRows(availabilities, products, null) {
            @Override
            Supplier<List<Wave>> askToLock(Tx tx, List<ProductKey> products) {
                products.forEach(it -> waveRows.insert(
                        it.productId(), new Wave(it.businessId(), it.productId(), Availability.UNKNOWN, null)));
                List<Wave> locked = products.stream()
                        .map(it -> waveRows.get(it.productId()))
                        .toList();
                return () -> locked;
            }

            @Override
            Optional<Wave> lockDue(Tx tx, Instant now) {
                return waveRows.values().stream()
                        .filter(it ->
                                it.nextStepAt() != null && !it.nextStepAt().isAfter(now))
                        .min(Comparator.comparing(Wave::nextStepAt));
            }

            @Override
            void save(Tx tx, List<Planned> planned) {
                for (Planned it : planned) {
                    Wave wave = it.wave();
                    waveRows.put(
                            wave.productId(),
                            new Wave(wave.businessId(), wave.productId(), it.seen(), it.nextStepAt()));
                    if (it.nextStepAt() != null) {
                        bell.accept(it.nextStepAt());
                    }
                }
            }

            @Override
            void counted(Tx tx, UUID businessId, UUID productId) {
                waveRows.find(productId)
                        .filter(it -> it.seen().version() == 0 && it.seen().available() == null)
                        .ifPresent(it -> save(tx, it, Availability.UNKNOWN, it.nextStepAt()));
            }
        };
    }

    private List<Place> waiting(UUID productId) {
        return places.values().stream()
                .filter(it -> it.productId().equals(productId) && it.state().equals("waiting"))
                .toList();
    }

    private Lines lines() {
        return new Lines() {
            @Override
            List<Candidate> head(Tx tx, UUID businessId, UUID productId, int limit, Instant now) {
                return waiting(productId).stream()
                        .filter(it -> !it.notBefore().isAfter(now))
                        .sorted(Comparator.comparing(Place::since))
                        .limit(limit)
                        .map(it -> candidate(it))
                        .toList();
            }

            @Override
            Optional<Instant> soonest(Tx tx, UUID businessId, UUID productId, Instant now) {
                return waiting(productId).stream().map(Place::notBefore).min(Comparator.naturalOrder());
            }

            @Override
            Set<UUID> waitedFor(Tx tx, List<ProductKey> products) {
                return products.stream()
                        .map(ProductKey::productId)
                        .filter(it -> !waiting(it).isEmpty())
                        .collect(Collectors.toSet());
            }

            @Override
            void requested(Tx tx, UUID businessId, List<Candidate> told) {
                told.forEach(it -> places.put(
                        it.subscriptionId(),
                        places.get(it.subscriptionId()).in("requested").counting(1)));
            }

            @Override
            void passedOver(Tx tx, UUID businessId, List<Suppression> suppressed, Instant now) {
                suppressed.forEach(it -> {
                    Place place = places.get(it.candidate().subscriptionId());
                    places.put(
                            place.id(),
                            it.written()
                                    ? place.counting(1).noted(it.until(), it.reason(), now)
                                    : place.noted(it.until(), place.notedReason(), place.notedAt()));
                });
            }
        };
    }

    private Candidate candidate(Place place) {
        Instant lastTold = asked.values().stream()
                .filter(it -> it.notice().shopperId().equals(place.shopperId()))
                .filter(it -> it.notice().productId().equals(place.productId()))
                .filter(it -> it.state() != NoticeState.SUPPRESSED)
                .map(Asked::requestedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Candidate(
                place.id(),
                place.conversationId(),
                place.shopperId(),
                place.retailerId(),
                place.notices(),
                optedOut.has(place.shopperId()),
                lastTold,
                place.notedReason(),
                place.notedAt());
    }

    private Notices notices() {
        return new Notices(null, null) {
            @Override
            Told told(Tx tx, UUID businessId, UUID productId, Instant since) {
                List<Instant> times = asked.values().stream()
                        .filter(it -> it.notice().productId().equals(productId))
                        .filter(it -> it.state() != NoticeState.SUPPRESSED
                                && it.requestedAt().isAfter(since))
                        .map(Asked::requestedAt)
                        .toList();
                return new Told(
                        times.size(),
                        times.stream().min(Comparator.naturalOrder()).orElse(null));
            }

            @Override
            void add(Tx tx, UUID businessId, UUID productId, WaveStep step, Instant now) {
                for (Candidate candidate : step.told()) {
                    Notice notice = Notices.notice(businessId, productId, candidate);
                    asked.put(
                            notice.noticeId(), new Asked(notice, candidate.subscriptionId(), NoticeState.WAITING, now));
                    tell.accept(notice.conversationId(), new NoticeEvent.Requested(notice, now));
                }
                for (Suppression suppression : step.suppressed()) {
                    if (suppression.written()) {
                        Notice notice = Notices.notice(businessId, productId, suppression.candidate());
                        tell.accept(
                                notice.conversationId(), new NoticeEvent.Suppressed(notice, suppression.reason(), now));
                    }
                }
            }
        };
    }

    /** @param ring told of each time at which a step is planned */
    public void whenDue(Consumer<Instant> ring) {
        bell = ring;
    }

    public Optional<Instant> firstStep() {
        return waveRows.values().stream()
                .map(Wave::nextStepAt)
                .filter(it -> it != null)
                .min(Comparator.naturalOrder());
    }

    /** Takes the step that is due longest. @return false when none is */
    public boolean step() {
        return waves.step(service.tx(), service.world.now());
    }

    /** Availability changed, as the consumer that starts waves hears it. */
    public void changed(UUID businessId, UUID productId, Long available, long version) {
        Availability heard = new Availability(available, version);
        if (service.world.machinery.asksTheCopyForRises()) {
            // as when the wave's consumer had no state of its own: the copy may have taken the rise in already
            Availability copied =
                    availabilityCopy.find(productId).map(Seen::availability).orElse(Availability.UNKNOWN);
            if (!heard.roseFrom(copied)) {
                Wave wave = rows.lock(service.tx(), businessId, productId);
                rows.save(service.tx(), wave, heard, wave.nextStepAt());
                return;
            }
        }
        waves.changed(service.tx(), List.of(new Waves.Change(businessId, productId, heard)), service.world.now());
    }

    /** Keeps the copy of what is available. @param order the sequence, unless somebody believes in clocks */
    public void copyAvailability(UUID productId, Long available, long version, long order) {
        if (availabilityCopy.find(productId).map(Seen::order).orElse(0L) < order) {
            availabilityCopy.put(productId, new Seen(new Availability(available, version), order));
        }
    }

    public void copyProduct(ProductSeen product, long order) {
        if (productSequence.find(product.productId()).orElse(0L) < order) {
            productSequence.put(product.productId(), order);
            productCopy.put(product.productId(), product);
        }
    }

    /** A product said whether it is counted. */
    public void counted(ProductSeen product) {
        waves.counted(service.tx(), product.businessId(), product.productId(), product.counted(), service.world.now());
    }

    public void optOut(UUID shopperId) {
        optedOut.put(shopperId, true);
    }

    /** A shopper wishes to be told: as {@link Subscriptions#wished}. */
    public void wished(UUID businessId, Subscriptions.Wish wish) {
        Wave wave = rows.lock(service.tx(), businessId, wish.productId());
        boolean open = places.values().stream()
                .anyMatch(it -> it.productId().equals(wish.productId())
                        && it.conversationId().equals(wish.conversationId())
                        && List.of("waiting", "requested").contains(it.state()));
        if (open) {
            return;
        }
        places.put(
                wish.subscriptionId(),
                new Place(
                        wish.subscriptionId(),
                        wish.conversationId(),
                        wish.shopperId(),
                        wish.productId(),
                        wish.retailerId(),
                        wish.at(),
                        wish.at(),
                        0,
                        null,
                        null,
                        "waiting"));
        Availability known = rows.known(service.tx(), wave);
        Instant next = service.world.machinery.looksAfterWishes()
                ? WaveRules.afterWish(known, wish.seenVersion(), wave.nextStepAt(), service.world.now())
                : wave.nextStepAt();
        rows.save(service.tx(), wave, wave.seen(), next);
    }

    /** The chat told: as {@link Notices#sent}. */
    public void sent(UUID noticeId) {
        Asked notice = find(noticeId);
        if (!service.world.machinery.hearsWhatWasSent()) {
            return;
        }
        if (outcome(notice, Answer.SENT) == Outcome.ACT) {
            answered(notice, NoticeState.SENT);
            Place place = places.get(notice.subscriptionId());
            if (place.state().equals("requested")) {
                places.put(place.id(), place.in("told"));
            }
        }
    }

    /** The chat did not tell: as {@link Notices#refused}. */
    public void refused(UUID noticeId, String reason) {
        Asked notice = find(noticeId);
        Instant now = service.world.now();
        Wave wave = rows.lock(
                service.tx(), notice.notice().businessId(), notice.notice().productId());
        if (outcome(notice, Answer.REFUSED) == Outcome.ACT) {
            answered(notice, NoticeState.SUPPRESSED);
            Place place = places.get(notice.subscriptionId());
            if (place.state().equals("requested")) {
                places.put(
                        place.id(),
                        NoticeRules.staysAfter(reason)
                                ? place.noted(now.plus(WaveRules.INTERVAL), reason, now)
                                        .in("waiting")
                                : place.in("ended"));
            }
            rows.save(service.tx(), wave, wave.seen(), now);
        }
    }

    private Asked find(UUID noticeId) {
        return asked.find(noticeId)
                .orElseThrow(() -> new RecordFault("unknown-notice", "there is no notice " + noticeId));
    }

    private static Outcome outcome(Asked notice, Answer answer) {
        Outcome outcome = NoticeRules.answered(notice.state(), answer);
        if (outcome == Outcome.IMPOSSIBLE) {
            throw new RecordFault("impossible-transition", notice.state() + " was answered " + answer);
        }
        return outcome;
    }

    private void answered(Asked it, NoticeState state) {
        asked.put(it.notice().noticeId(), new Asked(it.notice(), it.subscriptionId(), state, it.requestedAt()));
    }

    /** Loses the copies, as at the beginning of a rebuild. */
    public void loseCopies() {
        List.copyOf(availabilityCopy.rows().keySet()).forEach(availabilityCopy::remove);
        List.copyOf(productCopy.rows().keySet()).forEach(productCopy::remove);
        List.copyOf(productSequence.rows().keySet()).forEach(productSequence::remove);
    }

    /** What is copied of a product's availability; null for nothing. */
    public Availability copied(UUID productId) {
        return availabilityCopy.find(productId).map(Seen::availability).orElse(null);
    }

    /**
     * I8 at rest, one line each. Who waits for what can be had is going to be looked at: a step of the product's wave is planned, or
     * was due less than a minute ago.
     *
     * @param until steps that are due later need not have been taken
     */
    public List<String> faults(Instant until) {
        List<String> found = new ArrayList<>();
        places.values().stream()
                .filter(place -> place.state().equals("waiting"))
                .map(Place::productId)
                .distinct()
                .filter(product -> isForgotten(waveRows.find(product).orElse(null), until))
                .forEach(product -> found.add("forgotten in line for " + product + ": "
                        + waiting(product).size()));
        for (Asked notice : asked.values()) {
            if (notice.state() == NoticeState.WAITING) {
                found.add("notice " + notice.notice().noticeId() + " was never answered");
            }
        }
        for (Place place : places.values()) {
            long told = asked.values().stream()
                    .filter(it -> it.subscriptionId().equals(place.id()) && it.state() != NoticeState.SUPPRESSED)
                    .count();
            if (told > 1) {
                found.add("subscription " + place.id() + " was told " + told + " times");
            }
        }
        return found;
    }

    private static boolean isForgotten(Wave wave, Instant until) {
        if (wave == null) {
            return true;
        }
        boolean isPlanned = wave.nextStepAt() != null && !wave.nextStepAt().isBefore(until.minus(OVERDUE));
        return wave.seen().any() && !isPlanned;
    }
}
