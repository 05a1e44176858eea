package io.tresen.messaging.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a database that was put back learns from its own topics. The whole way is rehearsed by {@code deploy/proof/run restore}. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class RestoreIT {

    private static final String TOPIC = "order.payment-request.v1";

    @Inject
    Database database;

    @Inject
    Restore restore;

    @Inject
    ToldEvents told;

    @Inject
    MeterRegistry metrics;

    @Inject
    Probe probe;

    private final UUID key = UUID.randomUUID();

    /** What a service is told of its own numbers. */
    @ApplicationScoped
    static class Probe implements RestoreTask {

        private final List<String> calls = new ArrayList<>();

        @Override
        public void begin(Tx tx) {
            calls.add("begin");
        }

        @Override
        public void told(Tx tx, List<ToldEvent> events) {
            events.forEach(it -> calls.add(it.event().key() + " " + it.event().sequence()));
        }

        List<String> calls() {
            return calls;
        }
    }

    @Test
    void theServicesOwnTaskBeginsOnceBeforeItHearsOfTheNewerEvents() {
        probe.calls().clear();
        known(1);
        tell(1, UUID.randomUUID());
        tell(2, UUID.randomUUID());
        lift();
        assertEquals("begin", probe.calls().get(0));
        assertEquals(
                List.of("begin", key + " 2"),
                probe.calls().stream()
                        .filter(it -> it.equals("begin") || it.startsWith(key.toString()))
                        .toList());
    }

    @Test
    void aKeyGoesOnBehindTheLastEventInItsTopicAndWhatIsNewerIsWrittenDown() {
        known(2);
        for (int sequence = 1; sequence <= 4; sequence++) {
            tell(sequence, UUID.randomUUID());
        }
        lift();
        assertEquals(4, lastSequence());
        assertEquals(List.of(3L, 4L), toldSequences());
        lift();
        assertEquals(List.of(3L, 4L), toldSequences(), "once more finds no more");
    }

    @Test
    void aKeyThatTheDatabaseDoesNotKnowAtAllIsLiftedToo() {
        tell(1, UUID.randomUUID());
        lift();
        assertEquals(1, lastSequence());
        assertEquals(List.of(1L), toldSequences());
    }

    @Test
    void whatWasSentAfterTheBackupIsNotSentAgainAndWhatWasNotIs() {
        known(2);
        UUID sent = UUID.randomUUID();
        tell(1, sent);
        wait(sent);
        UUID unsent = UUID.randomUUID();
        wait(unsent);
        lift();
        assertEquals(List.of(unsent.toString()), waiting());
        assertEquals(2, lastSequence());
        assertEquals(List.of(), toldSequences());
    }

    @Test
    void whatFollowedFromAnEventThatWasReadAgainNeedsNobodyUnlessThatBecameALetter() {
        UUID taken = UUID.randomUUID();
        UUID lettered = UUID.randomUUID();
        tell(1, UUID.randomUUID(), null);
        tell(2, UUID.randomUUID(), taken);
        tell(3, UUID.randomUUID(), lettered);
        tell(4, UUID.randomUUID(), UUID.randomUUID());
        lift();
        assertEquals(List.of(1L, 2L, 3L, 4L), attention());
        for (UUID read : List.of(taken, lettered)) {
            database.run(tx -> tx.update(
                    "insert into inbox_event (consumer, event_id, expires_at) values ('order.probe', $1, now() +"
                            + " interval '1 day')",
                    read));
        }
        database.run(tx -> tx.update(
                """
                insert into dead_letter (id, consumer, topic, partition_no, offset_no, key, event_id, header_names, header_values,
                  reason, detail)
                values ($1, 'order.probe', 'catalog.reservation.v1', 0, 0, $2, $1, '{}', '{}', 'unknown-order', '')""",
                lettered,
                key));
        assertEquals(List.of(1L, 3L, 4L), attention());
        database.run(tx -> tx.update("update dead_letter set state = 'replayed' where id = $1", lettered));
        assertEquals(List.of(1L, 4L), attention());
    }

    @Test
    void whatIsAFactAgainIsSettledBeforeTheInboxForgetsWhy() {
        UUID taken = UUID.randomUUID();
        tell(1, UUID.randomUUID(), taken);
        tell(2, UUID.randomUUID(), null);
        lift();
        database.run(tx -> tx.update(
                "insert into inbox_event (consumer, event_id, expires_at) values ('order.probe', $1, now())", taken));
        database.inTransaction(told::settleFacts);
        database.run(tx -> tx.update("delete from inbox_event where event_id = $1", taken));
        assertEquals(List.of(2L), attention());
        assertEquals(0, (int) database.<Integer>inTransaction(told::settleFacts));
    }

    @Test
    void whatARestoreLeftIsShownUntilSomebodySettlesIt() {
        tell(1, UUID.randomUUID());
        tell(2, UUID.randomUUID());
        lift();
        await().atMost(Duration.ofSeconds(20)).until(() -> gauge("keys") >= 1 && gauge("oldest.age") > 0);
        database.inTransaction(tx -> told.settle(tx, null));
        await().atMost(Duration.ofSeconds(20)).until(() -> gauge("keys") == 0 && gauge("oldest.age") == 0);
    }

    private double gauge(String name) {
        return metrics.get("tresen.restore.attention." + name).gauge().value();
    }

    @Test
    void theStateOfKeysIsToldAgainBusinessByBusinessEachOnce() {
        UUID business = UUID.randomUUID();
        known(1);
        tell(1, UUID.randomUUID(), null, business);
        tell(2, UUID.randomUUID(), null, business);
        tell(3, UUID.randomUUID(), null, business);
        lift();
        ToldEvents.Untold mine = null;
        for (ToldEvents.Untold some = next(); some != null; some = next()) {
            ToldEvents.Untold done = some;
            mine = some.businessId().equals(business) ? some : mine;
            database.run(tx -> told.toldAgain(tx, TOPIC, done));
        }
        assertEquals(Map.of(key, 3L), mine.sequences());
        assertEquals(List.of(2L, 3L), attention(), "it is still a person's");
    }

    private ToldEvents.Untold next() {
        return database.inTransaction(tx -> told.untold(tx, TOPIC, 1)).orElse(null);
    }

    @Test
    void aServiceWithoutATopicOfStatesRefusesToTellThemAgain() {
        database.run(tx -> tx.update("insert into operator_command (kind, target) values ('replay', 'told:*')"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !database.read(
                        tx -> tx.list("select 1 from operator_command where target = 'told:*' and state = 'failed'"
                                + " and detail like 'nothing-to-tell-again%'"))
                .isEmpty());
    }

    @Test
    void aPersonSettlesAKey() {
        tell(1, UUID.randomUUID());
        lift();
        assertEquals(1, (int) database.<Integer>inTransaction(tx -> told.settle(tx, key)));
        assertEquals(0, (int) database.<Integer>inTransaction(tx -> told.settle(tx, key)));
    }

    @Test
    void aBackupOlderThanWhatTheTopicsKeepIsRefused() {
        try (Claim claim = claim()) {
            Instant old = Instant.now().minus(Duration.ofDays(13)).minusSeconds(1);
            assertEquals(
                    "backup-too-old",
                    assertThrows(RecordFault.class, () -> restore.restore(claim, "restored:" + old))
                            .reason());
            database.run(tx -> claim.end(tx, "failed", "the test"));
        }
    }

    private void lift() {
        try (Claim claim = claim()) {
            restore.lift(
                    claim, List.of(Topics.ORDER_PAYMENT_REQUEST), Instant.now().minus(Restore.BEFORE_THE_BACKUP));
            database.run(tx -> claim.end(tx, "done", "the test"));
        }
    }

    /** A command that a service which runs, as this one does, leaves alone. */
    private Claim claim() {
        database.run(
                tx -> tx.update("insert into operator_command (kind, target) values ('rebuild', 'restored:test')"));
        return Claim.next(database, true).orElseThrow();
    }

    private void known(long sequence) {
        database.run(tx -> tx.update(
                "insert into outbox_key (topic, key, last_sequence) values ($1, $2, $3)", TOPIC, key, sequence));
    }

    private void tell(long sequence, UUID id) {
        tell(sequence, id, null);
    }

    private void tell(long sequence, UUID id, UUID cause) {
        tell(sequence, id, cause, null);
    }

    private void tell(long sequence, UUID id, UUID cause, UUID business) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", id.toString());
        headers.put("ce_type", "PaymentRequested");
        headers.put("ce_sequence", Long.toString(sequence));
        if (business != null) {
            headers.put("ce_businessid", business.toString());
        }
        if (cause != null) {
            headers.put("ce_causationid", cause.toString());
        }
        TestTopics.produce(TOPIC, key.toString(), new byte[] {0}, headers);
    }

    @AfterEach
    void takeAway() {
        database.run(tx -> tx.update("delete from outbox_event where topic = 'order.not-there.v1'"));
    }

    /** A row of the outbox on a topic that is not there, so that no relay sends it. */
    private void wait(UUID id) {
        database.run(tx -> tx.update(
                """
                insert into outbox_event (shard, topic, key, header_names, header_values)
                values (0, 'order.not-there.v1', $1, array['ce_id'], array[convert_to($2, 'UTF8')])""",
                key.toString(),
                id.toString()));
    }

    private List<String> waiting() {
        return database
                .read(tx -> tx.list(
                        "select convert_from(header_values[1], 'UTF8') as id from outbox_event where key = $1",
                        key.toString()))
                .stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    private long lastSequence() {
        return database.read(
                        tx -> tx.one("select last_sequence from outbox_key where topic = $1 and key = $2", TOPIC, key))
                .orElseThrow()
                .getLong(0);
    }

    private List<Long> toldSequences() {
        return sequences("told_event");
    }

    private List<Long> attention() {
        return sequences("attention");
    }

    private List<Long> sequences(String table) {
        return database
                .read(tx -> tx.list("select sequence from " + table + " where key = $1 order by sequence", key))
                .stream()
                .map(row -> row.getLong("sequence"))
                .toList();
    }
}
