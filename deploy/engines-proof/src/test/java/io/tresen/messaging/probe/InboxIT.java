package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The inbox on a real broker, database and registry. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class InboxIT {

    @Inject
    Database database;

    private final UUID order = UUID.randomUUID();

    @Test
    void anEventThatComesTwiceHasItsEffectOnce() {
        UUID id = Published.reserved(order, 1);
        Published.reserved(order, 1, id);
        Published.reserved(order, 2);
        awaitSequences(order, 1, 2);
    }

    @Test
    void theFirstEventSeenOfAKeyStartsTheCount() {
        Published.reserved(order, 7);
        Published.reserved(order, 8);
        awaitSequences(order, 7, 8);
    }

    @Test
    void anEventBehindAHoleWaitsForTheMissingOne() {
        Published.reserved(order, 1);
        Published.reserved(order, 3);
        Published.reserved(order, 4);
        awaitParked(order, "gap");
        assertEquals(List.of(1L), sequences(order));
        Published.reserved(order, 2);
        awaitSequences(order, 1, 2, 3, 4);
        assertEquals(0, waiting(order));
    }

    @Test
    void anOperatorCanGoOnBehindAHole() {
        Published.reserved(order, 1);
        Published.reserved(order, 3);
        awaitParked(order, "gap");
        assertEquals("done", command("discard", "gap:order.probe:" + order));
        awaitSequences(order, 1, 3);
    }

    @Test
    void aSequenceUnderANewIdIsLetteredAndNeverDropped() {
        Published.reserved(order, 1);
        Published.reserved(order, 1);
        awaitLetter(order, "sequence-reused");
        assertEquals(List.of(1L), sequences(order));
    }

    @Test
    void aTypeNobodyHandlesCountsInTheSequence() {
        Published.reserved(order, 1);
        TestTopics.produce(
                "catalog.reservation.v1",
                order.toString(),
                new byte[] {1, 2, 3},
                Published.headers(UUID.randomUUID(), "StockDreamtOf", 2));
        Published.reserved(order, 3);
        awaitSequences(order, 1, 3);
    }

    @Test
    void aFaultyEventIsLetteredItsKeyWaitsOthersGoOnAndAReplayCatchesUpInOrder() {
        database.run(tx -> tx.update("insert into probe_fault values ($1)", order));
        Published.reserved(order, 1);
        Published.reserved(order, 2);
        UUID other = UUID.randomUUID();
        Published.reserved(other, 1);
        awaitSequences(other, 1);
        Row letter = awaitLetter(order, "impossible-transition");
        Published.reserved(order, 3);
        await().until(() -> waiting(order) == 2);
        assertEquals(List.of(), sequences(order));

        assertEquals("failed", command("replay", letter.getUUID("id").toString()));
        assertEquals(List.of(), sequences(order));

        database.run(tx -> tx.update("delete from probe_fault"));
        assertEquals("done", command("replay", letter.getUUID("id").toString()));
        awaitSequences(order, 1, 2, 3);
        Published.reserved(order, 4);
        awaitSequences(order, 1, 2, 3, 4);
    }

    @Test
    void aDiscardedLetterFreesItsKey() {
        database.run(tx -> tx.update("insert into probe_fault values ($1)", order));
        Published.reserved(order, 1);
        Row letter = awaitLetter(order, "impossible-transition");
        database.run(tx -> tx.update("delete from probe_fault"));
        Published.reserved(order, 2);
        await().until(() -> waiting(order) == 1);
        assertEquals("done", command("discard", letter.getUUID("id").toString()));
        awaitSequences(order, 2);
    }

    @Test
    void aReplayThatMeetsAnotherFaultKeepsWhatWentWellAndBlamesTheRightEvent() {
        fault(1, "fault");
        fault(3, "fault");
        for (long sequence = 1; sequence <= 4; sequence++) {
            Published.reserved(order, sequence);
        }
        Row first = awaitLetter(order, "impossible-transition");
        await().until(() -> waiting(order) == 3);
        noFault(1);
        assertEquals("done", command("replay", first.getUUID("id").toString()));
        assertEquals(List.of(1L, 2L), sequences(order));
        Row third = openLetter(order);
        assertEquals(1, waiting(order));

        noFault(3);
        assertEquals("done", command("replay", third.getUUID("id").toString()));
        awaitSequences(order, 1, 2, 3, 4);
        Published.reserved(order, 5);
        awaitSequences(order, 1, 2, 3, 4, 5);
    }

    @Test
    void theEventThatFillsAGapIsNotBlamedForTheOneThatWaitedBehindIt() {
        Published.reserved(order, 1);
        fault(3, "error");
        Published.reserved(order, 3);
        Published.reserved(order, 4);
        awaitParked(order, "gap");
        await().until(() -> waiting(order) == 2);
        Published.reserved(order, 2);
        awaitSequences(order, 1, 2);
        Row third = awaitLetter(order, "failed");
        assertEquals(1, waiting(order));
        noFault(3);
        assertEquals("done", command("discard", third.getUUID("id").toString()));
        awaitSequences(order, 1, 2, 4);
    }

    @Test
    void whatAHandlerThrowsNeverEndsTheChannel() {
        Map<String, String> reasons = Map.of(
                "nul", "impossible-transition",
                "error", "failed",
                "bad parameter", "failed",
                "sent error", "failed",
                "sent bad parameter", "failed");
        reasons.forEach((kind, reason) -> {
            UUID one = UUID.randomUUID();
            database.run(tx -> tx.update("insert into probe_fault values ($1, null, $2)", one, kind));
            Published.reserved(one, 1);
            awaitLetter(one, reason);
        });
        Published.reserved(order, 1);
        awaitSequences(order, 1);
    }

    @Test
    void aLetterTooLargeForTheBrokerLeavesItsValueOut() {
        Map<String, String> headers = Published.headers(UUID.randomUUID(), "StockReserved", 1);
        byte[] value = new byte[1_040_000];
        Arrays.fill(value, (byte) 9);
        TestTopics.produce("catalog.reservation.v1", order.toString(), value, headers);
        Row letter = awaitLetter(order, "bad-value");
        assertEquals(1_040_000, letter.getBuffer("value").length());
        var record = TestTopics.await(
                        "order.dlq.v1", r -> order.toString().equals(TestTopics.key(r)), Duration.ofSeconds(20))
                .get(0);
        assertEquals("value", TestTopics.header(record, "dlq_left_out"));
        assertEquals("1", TestTopics.header(record, "ce_sequence"));
        await().until(() -> database.read(tx -> tx.one("select 1 from outbox_event where topic = 'order.dlq.v1'"))
                .isEmpty());
    }

    @Test
    void malformedCommandsEndAsFailedAndSayWhy() {
        Map<String, String> commands = Map.of(
                "no letter",
                "replay",
                UUID.randomUUID().toString(),
                "discard",
                "gap:",
                "discard",
                "gap:order.probe",
                "discard",
                "gap:order.probe:7",
                "discard",
                "gap:nobody:" + UUID.randomUUID(),
                "discard",
                "gap:order.probe:" + UUID.randomUUID(),
                "discard",
                "gap:order.probe:" + order,
                "replay",
                "no.such.copy",
                "rebuild",
                "",
                "rebuild");
        Asked asked = new Asked(database);
        List<Long> ids = new ArrayList<>();
        commands.forEach((target, kind) -> ids.add(asked.command(kind, target)));
        ids.forEach(id -> {
            String ended = asked.ended(id);
            assertTrue(ended.matches("failed no-such-\\w+: .+|failed no-gap: .+"), ended);
        });
    }

    private void fault(long sequence, String kind) {
        database.run(tx -> tx.update("insert into probe_fault values ($1, $2, $3)", order, sequence, kind));
    }

    private void noFault(long sequence) {
        database.run(tx -> tx.update("delete from probe_fault where order_id = $1 and sequence = $2", order, sequence));
    }

    private Row openLetter(UUID key) {
        return database.read(tx -> tx.one("select * from dead_letter where key = $1 and state = 'open'", key))
                .orElseThrow();
    }

    @Test
    void aLetterCarriesTheOriginalBytesAndTheReason() {
        byte[] value = Published.encode(Published.reservation(order));
        byte[] truncated = Arrays.copyOf(value, value.length - 3);
        TestTopics.produce(
                "catalog.reservation.v1",
                order.toString(),
                truncated,
                Published.headers(UUID.randomUUID(), "StockReserved", 1));
        awaitLetter(order, "bad-value");
        var record = TestTopics.await(
                        "order.dlq.v1", r -> order.toString().equals(TestTopics.key(r)), Duration.ofSeconds(20))
                .get(0);
        assertTrue(Arrays.equals(truncated, record.value()));
        assertEquals("bad-value", TestTopics.header(record, "dlq_reason"));
        assertEquals("StockReserved", TestTopics.header(record, "ce_type"));
        assertEquals("catalog.reservation.v1", TestTopics.header(record, "dlq_topic"));
    }

    @Test
    void aSchemaIdThatTheRegistryDoesNotKnowIsLettered() {
        byte[] value = Published.encode(Published.reservation(order));
        value[1] = 0x7f;
        TestTopics.produce(
                "catalog.reservation.v1",
                order.toString(),
                value,
                Published.headers(UUID.randomUUID(), "StockReserved", 1));
        awaitLetter(order, "unknown-schema");
    }

    @Test
    void aRecordWithoutKeyOrIdIsLetteredByItsPlaceAndParksNobody() {
        Map<String, String> headers = Published.headers(UUID.randomUUID(), "StockReserved", 1);
        TestTopics.produce("catalog.reservation.v1", (byte[]) null, new byte[] {9}, headers);
        Map<String, String> hostile = new HashMap<>(headers);
        hostile.put("ce_id", "not an id");
        hostile.put("x\0y", "nul");
        TestTopics.produce("catalog.reservation.v1", order.toString(), null, hostile);
        await().until(() -> letters("no-key") >= 1 && letters("bad-header") >= 1);
        Published.reserved(order, 1);
        awaitSequences(order, 1);
    }

    @Test
    void noAttributeEndsTheChannelAndAFullMinuteIsATime() {
        Map<String, String> minute = Published.headers(UUID.randomUUID(), "StockReserved", 1);
        minute.put("ce_time", "2026-11-27T14:20Z");
        put(minute);
        awaitSequences(order, 1);
        Map<String, String> unreadable = Published.headers(UUID.randomUUID(), "StockReserved", 2);
        unreadable.put("ce_time", "half past two");
        unreadable.put("ce_dataschema", "::: no address");
        unreadable.put("ce_source", "\\ no address either");
        put(unreadable);
        await().until(() -> database.read(tx ->
                        tx.one("select 1 from dead_letter where detail = 'bad-header: ce_time is no RFC 3339 time'"))
                .isPresent());
        UUID other = UUID.randomUUID();
        Published.reserved(other, 1);
        awaitSequences(other, 1);
    }

    private void put(Map<String, String> headers) {
        TestTopics.produce(
                "catalog.reservation.v1", order.toString(), Published.encode(Published.reservation(order)), headers);
    }

    private long letters(String reason) {
        return database.read(tx -> tx.one("select count(*) as n from dead_letter where reason = $1", reason))
                .orElseThrow()
                .getLong("n");
    }

    private Row awaitLetter(UUID key, String reason) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> database.read(
                                tx -> tx.one("select * from dead_letter where key = $1 and reason = $2", key, reason)),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private void awaitParked(UUID key, String because) {
        await().until(() -> database.read(
                        tx -> tx.one("select 1 from inbox_key where key = $1 and parked_because = $2", key, because))
                .isPresent());
    }

    private long waiting(UUID key) {
        return database.read(tx -> tx.one("select count(*) as n from parked_event where key = $1", key))
                .orElseThrow()
                .getLong("n");
    }

    private String command(String kind, String target) {
        Asked asked = new Asked(database);
        return asked.ended(asked.command(kind, target)).split(" ")[0];
    }

    private void awaitSequences(UUID key, long... expected) {
        List<Long> wanted = Arrays.stream(expected).boxed().toList();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(wanted, sequences(key)));
    }

    private List<Long> sequences(UUID key) {
        return database
                .read(tx -> tx.list("select sequence from probe_effect where order_id = $1 order by id", key))
                .stream()
                .map(row -> row.getLong("sequence"))
                .toList();
    }
}
