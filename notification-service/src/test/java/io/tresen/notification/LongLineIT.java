package io.tresen.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sold asks whether somebody waits for it. Where many wait for one product, a planner that may not look at the
 * parameters (the generic plan of a statement that is asked often) believes that any row of the table will do.
 */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class LongLineIT {

    private static final int MANY = 20_000;

    @Inject
    Database database;

    @Inject
    Lines lines;

    @Test
    void a_long_line_for_one_product_is_not_read_for_another() {
        UUID business = UUID.randomUUID();
        UUID rare = UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        database.run(tx -> tx.update(
                """
                insert into subscription (business_id, subscription_id, product_id, retailer_id, conversation_id,
                  shopper_id, since, lapses_at, not_before)
                select $1, gen_random_uuid(), $2, 'rare', gen_random_uuid(), gen_random_uuid(), $3, $4, $3
                from generate_series(1, $5::int)""",
                business,
                rare,
                Times.utc(now),
                Times.utc(now.plus(WaveRules.LAPSE)),
                MANY));
        database.run(tx -> tx.query("analyze subscription"));
        database.run(tx -> {
            tx.query("set local plan_cache_mode = force_generic_plan");
            long before = read(tx);
            List<ProductKey> asked = List.of(
                    new ProductKey(business, UUID.randomUUID()),
                    new ProductKey(business, rare),
                    new ProductKey(UUID.randomUUID(), rare));
            assertEquals(Set.of(rare), lines.waitedFor(tx, asked.subList(0, 2)));
            assertEquals(Set.of(), lines.waitedFor(tx, List.of(asked.get(0), asked.get(2))));
            assertTrue(lines.soonest(tx, business, UUID.randomUUID(), now).isEmpty());
            assertTrue(lines.soonest(tx, business, rare, now).isPresent());
            assertEquals(5, lines.head(tx, business, rare, 5, now).size());
            assertTrue(read(tx) - before < 100, "rows read: " + (read(tx) - before));
        });
        database.run(tx -> tx.update("delete from subscription where business_id = $1", business));
    }

    /** Rows of the table that this transaction has read so far, by whatever way. */
    private static long read(Tx tx) {
        return tx.one("select seq_tup_read + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables"
                        + " where relname = 'subscription'")
                .orElseThrow()
                .getLong("n");
    }
}
