package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a shop is asked about itself costs it no reading of others, even where the planner may not look at whose it is. */
@QuarkusTest
class ManyConversationsIT extends OnEngines {

    @Inject
    Database database;

    @Inject
    Conversations conversations;

    @Test
    void a_shop_without_a_conversation_does_not_read_those_of_a_large_one() {
        UUID large = Api.register("en").businessId();
        UUID small = Api.register("en").businessId();
        database.run(tx -> {
            tx.update(
                    """
                    with s as (insert into shopper (business_id, shopper_id, latest_conversation_id, version, created_at)
                      select $1, gen_random_uuid(), gen_random_uuid(), 1, now() from generate_series(1, 20000)
                      returning shopper_id, latest_conversation_id)
                    insert into conversation (business_id, conversation_id, shopper_id, locale, last_message_at,
                      last_inbound_at, created_at)
                    select $1, latest_conversation_id, shopper_id, 'en', now(), now(), now() from s""",
                    large);
            tx.query("analyze conversation");
        });
        database.run(tx -> {
            tx.query("set local plan_cache_mode = force_generic_plan");
            long before = scans(tx);
            assertFalse(conversations.any(tx, small));
            assertEquals(before, scans(tx));
        });
        database.run(tx -> {
            tx.update("delete from conversation where business_id = $1", large);
            tx.update("delete from shopper where business_id = $1", large);
        });
    }

    /** How often this transaction has begun to read the whole table. */
    private static long scans(Tx tx) {
        return tx.one("select seq_scan as n from pg_stat_xact_user_tables where relname = 'conversation'")
                .orElseThrow()
                .getLong("n");
    }
}
