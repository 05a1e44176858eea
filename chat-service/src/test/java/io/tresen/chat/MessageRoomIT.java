package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A message's page has room for its later status (V0128), so that the new version needs no entry in any index. */
@QuarkusTest
class MessageRoomIT extends OnEngines {

    private static final int SAID = 40;

    @Inject
    Database database;

    @Inject
    MessageLog log;

    /** @param changed rows of message that this connection wrote anew @param hot those that no index was told of */
    private record Count(long changed, long hot) {

        private Count since(Count before) {
            return new Count(changed - before.changed, hot - before.hot);
        }
    }

    @Test
    void mostDeliveriesWriteNoIndexAlsoOfMessagesWhosePagesAreFullOfOthersByThen() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        for (int i = 0; i < SAID; i++) {
            ada.says("hello");
        }
        long changed = 0;
        long hot = 0;
        for (long position = 2; position <= 2 * SAID; position += 2) {
            long upTo = position;
            Count count = database.inTransaction(tx -> {
                Count before = count(tx);
                log.delivered(tx, shop.businessId(), ada.conversationId(), upTo);
                return count(tx).since(before);
            });
            changed += count.changed();
            hot += count.hot();
        }
        assertTrue(changed >= SAID && hot > 0.8 * changed, hot + " of " + changed);
    }

    /** Of this connection, what it has not handed in yet included. */
    private static Count count(Tx tx) {
        Row row = tx.one("select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables where relname = 'message'")
                .orElseThrow();
        return new Count(row.getLong("n_tup_upd"), row.getLong("n_tup_hot_upd"));
    }
}
