package io.tresen.chat;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What strangers may do from one network address, which may be a whole office's: token buckets in the database, so that all
 * replicas count together. Wall clock.
 */
@ApplicationScoped
public class AddressRates {

    private final int openings;
    private final int uploads;
    private final Duration window;

    AddressRates(
            @ConfigProperty(name = "tresen.rates.address-openings", defaultValue = "300") int openings,
            @ConfigProperty(name = "tresen.rates.address-uploads", defaultValue = "200") int uploads,
            @ConfigProperty(name = "tresen.rates.address-window", defaultValue = "10m") Duration window) {
        this.openings = openings;
        this.uploads = uploads;
        this.window = window;
    }

    /** Counts a conversation that is opened; empty when it may be, else how long until one may. */
    public Optional<Duration> opening(Tx tx, Instant wallClock, String network) {
        return take(tx, wallClock, "opening\n" + network, openings);
    }

    /** Counts a picture that is uploaded; empty when it may be, else how long until one may. */
    public Optional<Duration> upload(Tx tx, Instant wallClock, String network) {
        return take(tx, wallClock, "upload\n" + network, uploads);
    }

    private Optional<Duration> take(Tx tx, Instant wallClock, String subject, int most) {
        Buffer key = Columns.buffer(SecretHash.of(subject));
        double perSecond = most * 1000.0 / window.toMillis();
        String filled =
                "least($2::float8, r.tokens + $3::float8 * greatest(0, extract(epoch from $4::timestamptz - r.counted_at)))";
        boolean taken = tx.one(
                        "insert into address_rate as r (subject, tokens, counted_at) values ($1, $2::float8 - 1, $4::timestamptz)"
                                + " on conflict (subject) do update set tokens = " + filled + " - 1,"
                                + " counted_at = greatest(r.counted_at, $4::timestamptz) where " + filled
                                + " >= 1 returning true as taken",
                        key,
                        (double) most,
                        perSecond,
                        Times.utc(wallClock))
                .isPresent();
        if (taken) {
            return Optional.empty();
        }
        double missing = tx.one(
                        "select 1 - " + filled + " as missing from address_rate r where subject = $1",
                        key,
                        (double) most,
                        perSecond,
                        Times.utc(wallClock))
                .map(row -> row.getDouble("missing"))
                .orElse(1.0);
        return Optional.of(Duration.ofMillis(Math.max(1, (long) Math.ceil(1000 * missing / perSecond))));
    }

    /** Forgets the buckets that are full again. */
    public void forgetOld(Tx tx, Instant wallClock) {
        tx.update("delete from address_rate where counted_at < $1", Times.utc(wallClock.minus(window)));
    }
}
