package io.tresen.chat;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Token buckets in the database, so that all replicas count together. Wall clock: how fast somebody sends is no deadline. */
@ApplicationScoped
public class SendRates {

    /**
     * A bucket's size and how fast it fills.
     *
     * @param burst tokens that it holds, at least 1
     * @param perSecond tokens that it gains, above 0
     */
    private record Rate(double burst, double perSecond) {}

    /** Answers given on pages: five at once, then one a minute. */
    private static final Rate PAGE = new Rate(5, 1.0 / 60);

    private static final Duration FULL_AFTER = Duration.ofHours(1);
    private static final int AT_A_TIME = 10_000;

    private final Rate pair;
    private final Rate throughput;

    SendRates(
            @ConfigProperty(name = "tresen.rates.pair-burst", defaultValue = "45") int pairBurst,
            @ConfigProperty(name = "tresen.rates.pair-interval", defaultValue = "6s") Duration pairInterval,
            @ConfigProperty(name = "tresen.rates.per-second", defaultValue = "80") int perSecond) {
        this.pair = new Rate(pairBurst, 1000.0 / pairInterval.toMillis());
        this.throughput = new Rate(perSecond, perSecond);
    }

    /** Counts a message from a business to a shopper; empty when it may go, else how long until one may. */
    Optional<Duration> toOne(Tx tx, UUID businessId, UUID shopperId) {
        return take(tx, businessId, shopperId, pair);
    }

    /**
     * Counts a message or an upload of a business. In a transaction of its own: else everything that a business sends would
     * stand in one line.
     */
    Optional<Duration> toAll(Tx tx, UUID businessId) {
        return take(tx, businessId, businessId, throughput);
    }

    /**
     * Counts a message that goes out by a channel of its own rates; in the transaction that leases it.
     *
     * @return empty when it may go, else how long until one may
     */
    public Optional<Duration> toChannel(Tx tx, UUID businessId, UUID conversationId) {
        // before the pair: a number's token that is not used in the end costs an 80th of a second
        Optional<Duration> number = take(tx, businessId, Ids.v5(businessId, "channel"), throughput);
        return number.isPresent() ? number : take(tx, businessId, Ids.v5(conversationId, "channel"), pair);
    }

    /** Counts what a shopper sends by a page; empty when it may be taken, else how long until something may. */
    public Optional<Duration> fromPage(Tx tx, UUID businessId, UUID conversationId) {
        return take(tx, businessId, Ids.v5(conversationId, "page"), PAGE);
    }

    /** Drops some buckets that are full again, which is what a missing one is; how many, 0 when none is left. */
    public int dropFull(Tx tx) {
        double seconds = FULL_AFTER.toSeconds();
        for (Rate rate : new Rate[] {pair, throughput, PAGE}) {
            seconds = Math.max(seconds, rate.burst() / rate.perSecond());
        }
        return tx.update(
                "delete from send_rate where ctid = any (array(select ctid from send_rate where counted_at"
                        + " < clock_timestamp() - make_interval(secs => $1) limit $2 for update skip locked))",
                seconds,
                AT_A_TIME);
    }

    /**
     * Takes a token out of a bucket; its row stays locked until the transaction ends.
     *
     * @param toId the shopper of a pair, or the business itself for its throughput
     * @return empty when there was one, else how long until there is
     */
    private Optional<Duration> take(Tx tx, UUID businessId, UUID toId, Rate rate) {
        boolean taken = tx.one(
                        "insert into send_rate as r (business_id, to_id, tokens, counted_at)"
                                + " values ($1, $2, $3::float8 - 1, clock_timestamp())"
                                + " on conflict (business_id, to_id) do update set tokens = least($3, r.tokens + $4::float8"
                                + " * extract(epoch from clock_timestamp() - r.counted_at)) - 1,"
                                + " counted_at = clock_timestamp()"
                                + " where least($3, r.tokens + $4 * extract(epoch from clock_timestamp() - r.counted_at))"
                                + " >= 1 returning true as taken",
                        businessId,
                        toId,
                        rate.burst(),
                        rate.perSecond())
                .isPresent();
        if (taken) {
            return Optional.empty();
        }
        double missing = tx.one(
                        "select (1 - least($3::float8, tokens + $4::float8"
                                + " * extract(epoch from clock_timestamp() - counted_at))) as missing"
                                + " from send_rate where business_id = $1 and to_id = $2",
                        businessId,
                        toId,
                        rate.burst(),
                        rate.perSecond())
                .map(row -> row.getDouble("missing"))
                .orElse(1.0);
        return Optional.of(Duration.ofMillis(Math.max(1, (long) Math.ceil(1000 * missing / rate.perSecond()))));
    }
}
