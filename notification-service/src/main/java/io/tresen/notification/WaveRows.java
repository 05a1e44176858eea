package io.tresen.notification;

import static io.tresen.notification.Times.instant;
import static io.tresen.notification.Times.utc;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** SQL of {@code product_wave}: one row a product, whose lock makes one wave over all replicas. */
@ApplicationScoped
public class WaveRows {

    private static final String COLUMNS = "business_id, product_id, available, version, next_step_at";

    /**
     * A locked row.
     *
     * @param seen the availability that the wave's own consumer has come to
     * @param nextStepAt null while no step is planned
     */
    record Wave(UUID businessId, UUID productId, Availability seen, Instant nextStepAt) {}

    /**
     * What becomes of a locked row.
     *
     * @param seen what the wave's consumer has come to now
     * @param nextStepAt the next step; null = none
     */
    record Planned(Wave wave, Availability seen, Instant nextStepAt) {}

    private final Availabilities availabilities;
    private final Products products;
    private final WaveBell bell;

    WaveRows(Availabilities availabilities, Products products, WaveBell bell) {
        this.availabilities = availabilities;
        this.products = products;
        this.bell = bell;
    }

    /** Locks the product's row, made if need be. */
    Wave lock(Tx tx, UUID businessId, UUID productId) {
        return askToLock(tx, List.of(new ProductKey(businessId, productId)))
                .get()
                .get(0);
    }

    /** Locks the products' rows, made if need be, in the order given; sent, and not waited for yet. No product twice. */
    Supplier<List<Wave>> askToLock(Tx tx, List<ProductKey> products) {
        Asked asked = tx.ask(
                """
                insert into product_wave (business_id, product_id)
                select business_id, product_id from unnest($1::uuid[], $2::uuid[]) as p (business_id, product_id)
                on conflict (business_id, product_id) do update set product_id = excluded.product_id
                returning\s"""
                        + COLUMNS,
                ProductKey.businesses(products),
                ProductKey.products(products));
        return () -> asked.list().stream().map(WaveRows::wave).toList();
    }

    /** Locks the row whose step is due longest and that no other replica works on. */
    Optional<Wave> lockDue(Tx tx, Instant now) {
        return tx.one(
                        "select " + COLUMNS + " from product_wave where next_step_at <= $1"
                                + " order by next_step_at limit 1 for update skip locked",
                        utc(now))
                .map(WaveRows::wave);
    }

    /**
     * What is available as far as is known here: the copy's state or the wave's own, whichever is newer; before the first
     * availability event what the product's copy says, or, where it has not come yet, the wave's own.
     */
    Availability known(Tx tx, Wave wave) {
        Availability newest = wave.seen().orFresher(availabilities.of(tx, wave.businessId(), wave.productId()));
        return newest.heard()
                ? newest
                : products.find(tx, wave.businessId(), wave.productId())
                        .map(product -> Availability.beforeEvents(product.counted()))
                        .orElse(newest);
    }

    /** Keeps what the wave's consumer has seen, and plans the next step. @param nextStepAt null = none */
    void save(Tx tx, Wave wave, Availability seen, Instant nextStepAt) {
        save(tx, List.of(new Planned(wave, seen, nextStepAt)));
    }

    /** As its namesake, of many; of each its own. */
    void save(Tx tx, List<Planned> waves) {
        tx.batch(
                """
                update product_wave set available = $3, version = $4, next_step_at = $5
                where business_id = $1 and product_id = $2""",
                waves.stream()
                        .map(planned -> new Object[] {
                            planned.wave().businessId(),
                            planned.wave().productId(),
                            planned.seen().available(),
                            planned.seen().version(),
                            utc(planned.nextStepAt())
                        })
                        .toList());
        if (waves.stream().anyMatch(WaveRows::isNews)) {
            tx.afterCommit(bell::ring);
        }
    }

    private static boolean isNews(Planned planned) {
        return planned.nextStepAt() != null
                && !planned.nextStepAt().equals(planned.wave().nextStepAt());
    }

    /** A product that is counted from now on: nothing is to be had until its first availability event comes. */
    void counted(Tx tx, UUID businessId, UUID productId) {
        tx.send(
                """
                update product_wave set available = 0
                where business_id = $1 and product_id = $2 and version = 0 and available is null""",
                businessId,
                productId);
    }

    static Wave wave(Row row) {
        return new Wave(
                row.getUUID("business_id"),
                row.getUUID("product_id"),
                new Availability(row.getLong("available"), row.getLong("version")),
                instant(row, "next_step_at"));
    }

    /** Seconds that the step which is due longest is late; 0 when none is due. @param now business time */
    double overdueS(Tx tx, Instant now) {
        return tx.one(
                        """
                        select coalesce(extract(epoch from $1 - min(next_step_at)), 0)::float8 as late_s
                        from product_wave where next_step_at < $1""",
                        utc(now))
                .orElseThrow()
                .getDouble("late_s");
    }
}
