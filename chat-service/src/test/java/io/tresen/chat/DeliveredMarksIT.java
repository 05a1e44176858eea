package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tresen.chat.MessageLog.Reached;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What streams have sent, marked in turns. */
@QuarkusTest
class DeliveredMarksIT extends OnEngines {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int MANY = 100;

    @Inject
    Database database;

    @Inject
    MessageLog log;

    @Inject
    DeliveredMarks running;

    @Inject
    Milestones milestones;

    @Inject
    MeterRegistry metrics;

    private record Said(Api shop, Talker talker) {

        /** To whom the assistant said two messages, at 2 and 3. */
        static Said in(Api shop) {
            return new Said(shop, shop.shopper().says("hello"));
        }

        Reached upTo(long position) {
            return new Reached(shop.businessId(), talker.conversationId(), position);
        }
    }

    @Test
    void whatManyStreamsSentIsMarkedInOneTransactionAtTheLatestWhenTheServiceEnds() throws InterruptedException {
        Api one = Api.register("en");
        Api other = Api.register("en");
        List<Said> all = Stream.of(one, other, one, other, one).map(Said::in).toList();
        DeliveredMarks marks = marks(NEVER, MANY);
        all.forEach(it -> marks.note(it.upTo(2)));
        all.forEach(it -> marks.note(it.upTo(it.shop() == one ? 3 : 1)));
        all.forEach(it -> assertEquals(List.of("sent", "sent"), statuses(it)));
        marks.stop(new ShutdownEvent());
        for (Said it : all) {
            assertEquals(
                    it.shop() == one ? List.of("delivered", "delivered") : List.of("delivered", "sent"), statuses(it));
        }
        assertEquals(
                1,
                all.stream().flatMap(it -> transactions(it).stream()).distinct().count());
        for (Api shop : List.of(one, other)) {
            assertNotNull(
                    database.read(tx -> milestones.of(tx, shop.businessId())).at(Milestone.FIRST_MESSAGE_DELIVERED));
        }
        Said late = Said.in(one);
        marks.note(late.upTo(3));
        assertEquals(List.of("delivered", "delivered"), statuses(late), "by who noted it");
    }

    @Test
    void aConversationThatCannotBeMarkedUndoesNoOther() throws InterruptedException {
        Api shop = Api.register("en");
        List<Said> all = Stream.generate(() -> Said.in(shop)).limit(3).toList();
        Said refused = all.get(1);
        try (OnMark trigger = OnMark.of(database, refused, "raise exception 'refused'")) {
            marked(all);
        }
        assertEquals(List.of("delivered", "delivered"), statuses(all.get(0)));
        assertEquals(List.of("sent", "sent"), statuses(refused));
        assertEquals(List.of("delivered", "delivered"), statuses(all.get(2)));
        refused.talker().history();
        assertEquals(List.of("delivered", "delivered"), statuses(refused));
    }

    /** As a statement does that lasts too long. */
    @Test
    void aConversationThatTheDatabaseCancelsUndoesNoOther() throws InterruptedException {
        Api shop = Api.register("en");
        List<Said> all = Stream.generate(() -> Said.in(shop)).limit(3).toList();
        try (OnMark trigger = OnMark.of(database, all.get(1), "raise exception 'too long' using errcode = '57014'")) {
            marked(all);
        }
        assertEquals(List.of("delivered", "delivered"), statuses(all.get(0)));
        assertEquals(List.of("sent", "sent"), statuses(all.get(1)));
        assertEquals(List.of("delivered", "delivered"), statuses(all.get(2)));
    }

    @Test
    void whatIsMarkedOneByOneHoldsUpOthersForASecondAndNotForAsLongAsAllOfThemTake() throws InterruptedException {
        Api shop = Api.register("en");
        List<Said> all = Stream.generate(() -> Said.in(shop)).limit(10).toList();
        try (OnMark trigger = OnMark.ofSeveralOrOne(database, shop, "perform pg_sleep(0.4)")) {
            marked(all);
            assertTrue(trigger.tried() <= 3, "as many as begin within a second: " + trigger.tried());
            assertEquals(trigger.tried(), all.stream().filter(this::isDelivered).count());
        }
    }

    @Test
    void whenTheDatabaseGoesAwayNothingMoreIsTriedOneByOne() throws InterruptedException {
        Api shop = Api.register("en");
        List<Said> all = Stream.generate(() -> Said.in(shop)).limit(3).toList();
        String away = "raise exception 'the database system is shutting down' using errcode = '57P03'";
        try (OnMark trigger = OnMark.ofSeveralOrOne(database, shop, away)) {
            marked(all);
            assertEquals(1, trigger.tried());
        }
        all.forEach(it -> assertEquals(List.of("sent", "sent"), statuses(it)));
    }

    /** All together, once; whatever else goes on, it is no lock that refuses any. */
    private void marked(List<Said> all) throws InterruptedException {
        DeliveredWrites patient = new DeliveredWrites(database, log, PATIENCE, PATIENCE);
        DeliveredMarks marks = new DeliveredMarks(patient, NEVER, MANY);
        all.forEach(it -> marks.note(it.upTo(3)));
        marks.stop(new ShutdownEvent());
    }

    /** As those of a replica by itself. */
    private DeliveredMarks marks(Duration pause, int most) {
        return new DeliveredMarks(new DeliveredWrites(database, log), pause, most);
    }

    @Test
    void nothingRunsBackwards() throws InterruptedException {
        Said said = Said.in(Api.register("en"));
        DeliveredMarks marks = marks(NEVER, MANY);
        marks.note(said.upTo(3));
        reports(said, 3, "read");
        marks.stop(new ShutdownEvent());
        assertEquals(List.of("delivered", "read"), statuses(said));
    }

    /** The stream sends it while the report waits for whoever holds the message; nobody can mark it, and so that waits too. */
    @Test
    void whatAStreamHasSentCannotFailThoughItIsNotMarkedYet() {
        Said said = Said.in(Api.register("en"));
        CompletableFuture<ValidatableResponse> report;
        try (HeldMessages holder = new HeldMessages(List.of(said))) {
            report = CompletableFuture.supplyAsync(() -> reports(said, 2, "failed"));
            await().atMost(PATIENCE).until(this::somebodyWaitsForALock);
            running.note(said.upTo(2));
            reports(said, 3, "failed").body("status", equalTo("failed"));
        }
        report.join().body("status", equalTo("delivered"));
        assertEquals(List.of("delivered", "failed"), statuses(said));
    }

    @Test
    void whatFailedThoughAnotherReplicasStreamHadSentItStaysFailed() throws InterruptedException {
        Said said = Said.in(Api.register("en"));
        DeliveredMarks others = marks(NEVER, MANY);
        others.note(said.upTo(3));
        reports(said, 2, "failed").body("status", equalTo("failed"));
        others.stop(new ShutdownEvent());
        assertEquals(List.of("failed", "delivered"), statuses(said));
        reports(said, 2, "delivered").body("status", equalTo("failed"));
        reports(said, 3, "failed").body("status", equalTo("delivered"));
        assertEquals(List.of("failed", "delivered"), statuses(said));
    }

    /** The same where the mark waits for whoever reports, and so has seen the message as one that was sent. */
    @Test
    void aMarkThatWaitedForAReportOfFailureLeavesItFailed() {
        Said said = Said.in(Api.register("en"));
        DeliveredWrites patient = new DeliveredWrites(database, log, PATIENCE, PATIENCE);
        CompletableFuture<Void> mark = database.inTransaction(tx -> {
            String message = StoredMessage.idOf(said.talker().conversationId(), 2);
            log.report(tx, said.shop().businessId(), said.talker().conversationId(), message, Status.FAILED, () -> 0);
            CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> patient.mark(List.of(said.upTo(3))));
            await().atMost(PATIENCE).until(this::somebodyWaitsForALock);
            return waits;
        });
        mark.join();
        assertEquals(List.of("failed", "delivered"), statuses(said));
    }

    private boolean somebodyWaitsForALock() {
        return database.read(tx -> tx.one("select 1 from pg_locks where not granted"))
                .isPresent();
    }

    private static ValidatableResponse reports(Said said, long position, String status) {
        String message = StoredMessage.idOf(said.talker().conversationId(), position);
        return said.talker()
                .authorized()
                .body("{\"status\": \"" + status + "\"}")
                .put(said.talker().path() + "/messages/" + message + "/status")
                .then()
                .statusCode(200);
    }

    @Test
    void whereTooManyWaitTheStreamMarksByItself() throws InterruptedException {
        Api shop = Api.register("en");
        Said first = Said.in(shop);
        Said second = Said.in(shop);
        DeliveredMarks marks = marks(NEVER, 1);
        marks.note(first.upTo(2));
        marks.note(second.upTo(3));
        marks.note(first.upTo(3));
        assertEquals(List.of("sent", "sent"), statuses(first));
        assertEquals(List.of("delivered", "delivered"), statuses(second));
        marks.stop(new ShutdownEvent());
        assertEquals(List.of("delivered", "delivered"), statuses(first));
    }

    /** There was no room for it while it was refused, and is now. */
    @Test
    void whatSomebodyHoldsWhileTheStreamMarksItIsMarkedLater() throws Exception {
        Api shop = Api.register("en");
        Said first = Said.in(shop);
        Said held = Said.in(shop);
        MessageLog behindTheFirst = new MessageLog(null, null, null) {

            @Override
            public void delivered(Tx tx, List<Reached> reached) {
                if (reached.equals(List.of(held.upTo(3)))) {
                    await().atMost(PATIENCE).until(() -> isDelivered(first));
                }
                log.delivered(tx, reached);
            }
        };
        DeliveredMarks marks =
                new DeliveredMarks(new DeliveredWrites(database, behindTheFirst), Duration.ofSeconds(1), 1);
        try (HeldMessages holder = new HeldMessages(List.of(held))) {
            marks.note(first.upTo(3));
            marks.note(held.upTo(3));
            assertEquals(List.of("sent", "sent"), statuses(held));
        }
        await().atMost(PATIENCE).until(() -> isDelivered(held));
        marks.stop(new ShutdownEvent());
    }

    @Test
    void whatWasRefusedAConnectionIsMarkedLater() throws InterruptedException {
        Said said = Said.in(Api.register("en"));
        DeliveredMarks marks = marks(Duration.ZERO, MANY);
        double before = refused();
        try (HeldTurns held = HeldTurns.of(database)) {
            marks.note(said.upTo(3));
            await().atMost(PATIENCE).until(() -> refused() > before);
        }
        await().atMost(PATIENCE).until(() -> statuses(said).equals(List.of("delivered", "delivered")));
        marks.stop(new ShutdownEvent());
    }

    /** As a consumer does that is in the middle of a poll: it holds one conversation and will want another. */
    @Test
    void aConversationThatSomebodyHoldsDelaysNoOtherAndIsMarkedOnceItIsLetGo() throws Exception {
        Api shop = Api.register("en");
        List<Said> all = Stream.generate(() -> Said.in(shop)).limit(3).toList();
        Said held = all.get(1);
        DeliveredMarks marks = marks(Duration.ZERO, MANY);
        try (HeldMessages holder = new HeldMessages(List.of(held))) {
            all.forEach(it -> marks.note(it.upTo(3)));
            for (Said free : List.of(all.get(0), all.get(2))) {
                await().atMost(Duration.ofSeconds(5)).until(() -> isDelivered(free));
            }
            assertEquals(List.of("sent", "sent"), statuses(held));
        }
        await().atMost(PATIENCE).until(() -> isDelivered(held));
        marks.stop(new ShutdownEvent());
    }

    @Test
    void whatSomebodyHeldIsMarkedSoonAfterItIsLetGoHoweverMuchIsSentToOthers() throws Exception {
        Api shop = Api.register("en");
        Said held = Said.in(shop);
        Said last = Said.in(shop);
        BusyLog busy = new BusyLog(Said.in(shop).upTo(3));
        DeliveredMarks marks = new DeliveredMarks(new DeliveredWrites(database, busy), Duration.ZERO, MANY);
        busy.sendingTo = marks;
        try (HeldMessages holder = new HeldMessages(List.of(held))) {
            marks.note(held.upTo(3));
            marks.note(last.upTo(3));
            await().atMost(PATIENCE).until(() -> isDelivered(last)); // and so the one before was refused
            assertEquals(List.of("sent", "sent"), statuses(held));
        }
        try {
            await().atMost(PATIENCE).until(() -> isDelivered(held));
        } finally {
            busy.sendingTo = null;
        }
        marks.stop(new ShutdownEvent());
    }

    /** While some are marked, something is sent to a shopper again, and so there is always somebody to mark. */
    private final class BusyLog extends MessageLog {

        private final Reached busy;
        private volatile DeliveredMarks sendingTo;

        BusyLog(Reached busy) {
            super(null, null, null);
            this.busy = busy;
        }

        @Override
        public void delivered(Tx tx, List<Reached> reached) {
            DeliveredMarks marks = sendingTo;
            if (marks != null) {
                marks.note(busy);
            }
            log.delivered(tx, reached);
        }
    }

    /** A transaction that has the first message to each of these shoppers, until it is closed. */
    private final class HeldMessages implements AutoCloseable {

        private final CountDownLatch letGo = new CountDownLatch(1);
        private final CompletableFuture<Void> holder;

        HeldMessages(List<Said> held) {
            CountDownLatch holding = new CountDownLatch(1);
            holder = CompletableFuture.runAsync(() -> database.run(tx -> {
                tx.query("select 1 from message where conversation_id = any($1) and position = 2 for update", (Object)
                        held.stream().map(it -> it.talker().conversationId()).toArray(UUID[]::new));
                holding.countDown();
                awaitOrFail(letGo);
            }));
            awaitOrFail(holding);
        }

        @Override
        public void close() {
            letGo.countDown();
            holder.join();
        }
    }

    private boolean isDelivered(Said said) {
        return statuses(said).equals(List.of("delivered", "delivered"));
    }

    /** What PostgreSQL does besides when messages are marked, until it is closed. */
    private record OnMark(Database database) implements AutoCloseable {

        /** Whenever some of this conversation's are. */
        static OnMark of(Database database, Said said, String does) {
            return made(
                    database,
                    "for each row when (new.conversation_id = '" + said.talker().conversationId() + "')",
                    does);
        }

        /** Refuses conversations of the shop together; does something about one that is marked alone, and counts. */
        static OnMark ofSeveralOrOne(Database database, Api shop, String alone) {
            return made(
                    database,
                    "referencing new table as marked for each statement",
                    """
                    if (select count(distinct conversation_id) from marked where business_id = '%1$s') > 1 then
                      raise exception 'refused';
                    elsif exists (select from marked where business_id = '%1$s') then
                      perform nextval('tried');
                      %2$s;
                    end if"""
                            .formatted(shop.businessId(), alone));
        }

        private static OnMark made(Database database, String each, String does) {
            database.run(tx -> {
                tx.update("create sequence tried");
                tx.update("create function on_mark() returns trigger language plpgsql as $$ begin " + does
                        + "; return null; end $$");
                tx.update("create trigger on_mark after update on message " + each + " execute function on_mark()");
            });
            return new OnMark(database);
        }

        long tried() {
            return database.read(tx -> tx.one("select last_value from tried where is_called"))
                    .map(row -> row.getLong("last_value"))
                    .orElse(0L);
        }

        @Override
        public void close() {
            database.run(tx -> {
                tx.update("drop trigger on_mark on message");
                tx.update("drop function on_mark()");
                tx.update("drop sequence tried");
            });
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertTrue(latch.await(45, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double refused() {
        return metrics.get("tresen.request.turns.refused").functionCounter().count();
    }

    /** Of the messages to the shopper, in their order. */
    private List<String> statuses(Said said) {
        return outbound(said).stream().map(row -> row.getString("status")).toList();
    }

    /** Those that wrote the messages to the shopper that are delivered. */
    private List<String> transactions(Said said) {
        return outbound(said).stream()
                .filter(row -> row.getString("status").equals("delivered"))
                .map(row -> row.getString("by"))
                .toList();
    }

    private List<Row> outbound(Said said) {
        return database.read(tx -> tx.list(
                "select status, xmin::text as by from message where business_id = $1 and conversation_id = $2"
                        + " and direction = 'outbound' order by position",
                said.shop().businessId(),
                said.talker().conversationId()));
    }
}
