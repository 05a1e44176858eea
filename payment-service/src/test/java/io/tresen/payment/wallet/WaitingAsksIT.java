package io.tresen.payment.wallet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Database;
import io.tresen.payment.ServiceUnderTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in line behind what can't be decided, and what that costs the others. */
@QuarkusTest
class WaitingAsksIT extends ServiceUnderTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Database db;

    @Inject
    TransferAsks asks;

    private final UUID shop = UUID.randomUUID();
    private final UUID transfer = UUID.randomUUID();

    @AfterEach
    void nothingIsLeft() {
        db.run(tx -> tx.update("delete from transfer_ask where business_id = $1", shop));
    }

    /** An amount without a currency: reading it fails, whoever tries. */
    private long unreadable() {
        return insert("submit", "send", 5L);
    }

    private long answer() {
        return insert("cancel", null, null);
    }

    private long insert(String what, String kind, Long amount) {
        return db.inTransaction(tx -> tx.one(
                        """
                        insert into transfer_ask (business_id, transfer_id, conversation_id, shopper_id, what, kind,
                          amount_minor, event_id, event_type, look_at, give_up_at)
                        values ($1, $2, $3, $3, $4, $5, $6, gen_random_uuid(), 'TransferSubmitted',
                          greatest(now(), (select max(look_at) from transfer_ask where transfer_id = $2)), now())
                        returning position""",
                        shop,
                        transfer,
                        UUID.randomUUID(),
                        what,
                        kind,
                        amount))
                .orElseThrow()
                .getLong("position");
    }

    /** Seconds until it is looked at; below zero when nobody puts it off. */
    private double inSeconds(long position) {
        return db.read(tx -> tx.one(
                        "select extract(epoch from look_at - now())::float8 as s from transfer_ask where position = $1",
                        position))
                .map(row -> row.getDouble("s"))
                .orElse(-1.0);
    }

    private boolean waits(long position) {
        return db.read(tx -> tx.one("select 1 from transfer_ask where position = $1", position))
                .isPresent();
    }

    @Test
    void one_that_can_not_be_decided_is_looked_at_again_after_half_a_minute_and_its_line_with_it() {
        long stuck = unreadable();
        await().atMost(SOON).until(() -> inSeconds(stuck) > 20);
        assertTrue(inSeconds(stuck) <= 30);
        long behind = answer();
        assertTrue(inSeconds(behind) > 10, "it has its turn after the one before it");
        db.run(tx -> asks.remove(tx, stuck));
        await().atMost(Duration.ofSeconds(8)).until(() -> !waits(behind));
    }

    @Test
    void of_one_transfer_the_first_alone_has_its_turn() {
        List<Long> due = db.inTransaction(tx -> {
            for (int i = 0; i < 2; i++) {
                tx.update(
                        """
                        insert into transfer_ask (business_id, transfer_id, conversation_id, shopper_id, what, event_id,
                          event_type, look_at, give_up_at)
                        values ($1, $2, $1, $1, 'cancel', gen_random_uuid(), 'TransferAnswered', now(), now())""",
                        shop,
                        transfer);
            }
            List<Long> mine =
                    tx.list("select position from transfer_ask where transfer_id = $1 order by 1", transfer).stream()
                            .map(row -> row.getLong("position"))
                            .toList();
            assertTrue(asks.heads(tx, 1_000).contains(mine.get(0)));
            assertFalse(asks.heads(tx, 1_000).contains(mine.get(1)));
            asks.muchLater(tx, mine.get(0));
            assertTrue(asks.heads(tx, 1_000).stream().noneMatch(mine::contains));
            asks.remove(tx, mine.get(0));
            assertTrue(asks.heads(tx, 1_000).contains(mine.get(1)));
            return mine;
        });
        assertEquals(2, due.size());
    }

    @Test
    void what_waits_for_later_costs_a_look_nothing() {
        String plan = db.inTransaction(tx -> {
            tx.update(
                    """
                    insert into transfer_ask (business_id, transfer_id, conversation_id, shopper_id, what, event_id,
                      event_type, look_at, give_up_at)
                    select $1, gen_random_uuid(), $1, $1, 'cancel', gen_random_uuid(), 'TransferAnswered',
                      now() + interval '1 day', now() + interval '2 days' from generate_series(1, 5000)""",
                    shop);
            tx.update("analyze transfer_ask");
            return tx.list("explain " + TransferAsks.HEADS.replace("$1", "100")).stream()
                    .map(row -> row.getString(0))
                    .collect(Collectors.joining("\n"));
        });
        assertTrue(plan.contains("transfer_ask_due"), plan);
        assertFalse(plan.contains("Seq Scan"), plan);
    }
}
