package io.tresen.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.notification.Neighbours.Shopper;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waves on a real Kafka and a real PostgreSQL; catalog and chat are spoken for by {@link Neighbours}. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class WavesIT {

    private static final String MUG = "mug/blue 1";
    private static final Duration INTERVAL = WaveRules.INTERVAL;

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    Waves waves;

    @Inject
    Subscriptions subscriptions;

    private UUID business;

    @BeforeEach
    void a_shop_whose_mug_is_sold_out() {
        business = UUID.randomUUID();
        neighbours.product(business, MUG, Visibility.VISIBLE);
        neighbours.availability(business, MUG, 1L, 0L, 1);
        awaitSeen(1);
    }

    @Test
    void a_wish_is_told_once_when_the_product_is_back_and_then_it_is_gone() {
        Shopper shopper = inLine();
        restock(0, 1, 2);
        NoticeRequested notice = neighbours.requested(business, 1).get(0);
        assertEquals(shopper.conversationId(), notice.getConversationId());
        assertEquals(shopper.shopperId(), notice.getShopperId());
        assertEquals("back_in_stock", notice.getKind());
        assertEquals(MUG, notice.getRetailerId());
        neighbours.awaitNotices(business, MUG, "waiting");

        neighbours.sent(notice);
        neighbours.awaitNotices(business, MUG, "sent");
        neighbours.awaitWaiting(business, MUG);

        neighbours.sent(notice); // the chat says it again: known already
        restock(1, 0, 3);
        Shopper other = inLine();
        restock(0, 5, 4);
        List<NoticeRequested> both = neighbours.requested(business, 2);
        assertEquals(2, both.size());
        assertEquals(other.conversationId(), last(both).getConversationId());
        assertEquals(List.of("waiting", "sent"), neighbours.notices(business, MUG));
    }

    @Test
    void of_five_who_wait_for_two_the_two_oldest_are_told_and_the_next_two_an_interval_later() {
        List<Shopper> line = List.of(inLine(), inLine(), inLine(), inLine(), inLine());
        restock(0, 2, 2);
        awaitSteps(2);
        assertEquals(conversations(line, 0, 2), requestedConversations(2));

        neighbours.advance(INTERVAL);
        awaitSteps(4);
        assertEquals(conversations(line, 0, 4), requestedConversations(4));

        neighbours.availability(business, MUG, 2L, 0L, 3);
        awaitSeen(3);
        neighbours.advance(INTERVAL);
        awaitNoStep();
        assertEquals(4, neighbours.requested(business, 4).size());
    }

    @Test
    void the_end_of_counting_tells_everybody_in_bounded_batches() {
        database.run(tx -> {
            for (int i = 0; i < 620; i++) {
                Shopper shopper = Shopper.of(business);
                subscriptions.wished(
                        tx,
                        business,
                        new Subscriptions.Wish(
                                UUID.randomUUID(),
                                shopper.conversationId(),
                                shopper.shopperId(),
                                Ids.v5(business, MUG),
                                MUG,
                                1,
                                neighbours.now()),
                        neighbours.now());
            }
        });
        neighbours.availability(business, MUG, 0L, null, 2);
        List<NoticeRequested> all = neighbours.requested(business, 620);
        assertEquals(
                620,
                new HashSet<>(all.stream()
                                .map(NoticeRequested::getConversationId)
                                .toList())
                        .size());
        assertEquals(
                2, all.stream().map(NoticeRequested::getOccurredAt).distinct().count());
    }

    @Test
    void flapping_is_damped_and_who_was_passed_over_is_told_when_the_day_is_over() {
        Shopper shopper = inLine();
        restock(0, 1, 2);
        neighbours.sent(neighbours.requested(business, 1).get(0));
        neighbours.awaitWaiting(business, MUG);
        restock(1, 0, 3);
        neighbours.wish(shopper, MUG, 3);
        neighbours.awaitWaiting(business, MUG, shopper);

        restock(0, 2, 4); // one of the two was told of
        neighbours.awaitNotices(business, MUG, "suppressed:told-recently", "sent");
        neighbours.awaitWaiting(business, MUG, shopper);
        restock(2, 0, 5);
        restock(0, 2, 6);

        neighbours.advance(WaveRules.QUIET);
        List<NoticeRequested> both = neighbours.requested(business, 2);
        assertEquals(shopper.conversationId(), last(both).getConversationId());
        assertEquals(List.of("waiting", "suppressed:told-recently", "sent"), neighbours.notices(business, MUG));
    }

    @Test
    void who_said_stop_is_passed_over_and_stays_until_start() {
        Shopper silent = inLine();
        Shopper other = inLine();
        neighbours.shopper(silent, false);
        awaitMarketing(silent, false);
        restock(0, 1, 2);
        assertEquals(
                other.conversationId(), neighbours.requested(business, 1).get(0).getConversationId());
        neighbours.awaitNotices(business, MUG, "suppressed:opted-out", "waiting");
        neighbours.awaitWaiting(business, MUG, silent, other);

        neighbours.shopper(silent, true);
        awaitMarketing(silent, true);
        neighbours.advance(INTERVAL);
        assertEquals(
                silent.conversationId(), last(neighbours.requested(business, 2)).getConversationId());
    }

    @Test
    void a_notice_that_the_chat_refuses_makes_room_for_the_next_and_the_opted_out_stays_in_line() {
        Shopper first = inLine();
        Shopper second = inLine();
        Shopper third = inLine();
        restock(0, 1, 2);
        neighbours.refused(neighbours.requested(business, 1).get(0), "opted-out");
        neighbours.refused(last(neighbours.requested(business, 2)), "conversation-closed");
        NoticeRequested told = last(neighbours.requested(business, 3));
        assertEquals(third.conversationId(), told.getConversationId());
        neighbours.awaitNotices(business, MUG, "waiting", "suppressed:conversation-closed", "suppressed:opted-out");
        neighbours.awaitWaiting(business, MUG, first, third);
        neighbours.sent(told);

        neighbours.advance(INTERVAL);
        List<NoticeRequested> all = neighbours.requested(business, 4);
        assertEquals(first.conversationId(), last(all).getConversationId());
        assertEquals(
                4, new HashSet<>(all.stream().map(NoticeRequested::getNoticeId).toList()).size());
        assertEquals(
                0,
                all.stream()
                        .filter(it -> it.getConversationId().equals(second.conversationId()))
                        .skip(1)
                        .count());
    }

    @Test
    void a_notice_that_did_not_arrive_is_told_again_a_day_later_and_not_for_ever() {
        Shopper shopper = inLine();
        restock(0, 5, 2);
        String[] told = {"suppressed:undelivered", "suppressed:undelivered", "suppressed:undelivered"};
        for (int times = 1; times <= 3; times++) {
            NoticeRequested notice = last(neighbours.requested(business, times));
            assertEquals(shopper.conversationId(), notice.getConversationId());
            neighbours.sent(notice);
            neighbours.failed(notice);
            neighbours.failed(notice); // the chat says it again: known already
            neighbours.awaitNotices(
                    business, MUG, List.of(told).subList(0, times).toArray(String[]::new));
            if (times < 3) {
                neighbours.awaitWaiting(business, MUG, shopper);
                awaitStepAhead();
                assertEquals(times, neighbours.notices(business, MUG).size(), "not within a day");
                neighbours.advance(WaveRules.QUIET);
            }
        }
        neighbours.awaitWaiting(business, MUG);
        assertEquals("refused", endedBecause(shopper));
    }

    @Test
    void who_wished_anew_before_the_notice_turned_out_undelivered_has_one_place() {
        Shopper shopper = inLine();
        restock(0, 1, 2);
        NoticeRequested notice = neighbours.requested(business, 1).get(0);
        neighbours.sent(notice);
        neighbours.awaitNotices(business, MUG, "sent");
        restock(1, 0, 3);
        neighbours.wish(shopper, MUG, 3);
        neighbours.awaitWaiting(business, MUG, shopper);
        neighbours.failed(notice);
        neighbours.awaitNotices(business, MUG, "suppressed:undelivered");
        neighbours.awaitWaiting(business, MUG, shopper);
    }

    @Test
    void an_answer_that_can_not_be_is_a_dead_letter_and_changes_nothing() {
        inLine();
        restock(0, 1, 2);
        NoticeRequested notice = neighbours.requested(business, 1).get(0);
        neighbours.sent(notice);
        neighbours.refused(notice, "opted-out");
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                "select count(*) as n from dead_letter where key = $1 and consumer = $2 and reason = $3",
                                notice.getConversationId(),
                                "notification.conversations",
                                "impossible-transition")
                        == 1);
        assertEquals(List.of("sent"), neighbours.notices(business, MUG));
    }

    @Test
    void a_wish_that_crossed_the_restock_is_told_at_once() {
        restock(0, 3, 2);
        awaitSeen(2);
        Shopper shopper = Shopper.of(business);
        neighbours.wish(shopper, MUG, 1);
        assertEquals(
                shopper.conversationId(),
                neighbours.requested(business, 1).get(0).getConversationId());
    }

    @Test
    void a_wish_that_saw_more_than_is_known_here_is_settled_an_interval_later() {
        restock(0, 3, 2);
        awaitSeen(2);
        Shopper shopper = Shopper.of(business);
        neighbours.wish(shopper, MUG, 3);
        neighbours.awaitWaiting(business, MUG, shopper);
        assertEquals(List.of(), neighbours.notices(business, MUG));
        neighbours.availability(business, MUG, 3L, 2L, 3); // no rise, but there is some
        awaitSeen(3);
        neighbours.advance(INTERVAL.plusSeconds(1));
        assertEquals(1, neighbours.requested(business, 1).size());
    }

    @Test
    void a_wish_that_finds_the_product_never_counted_is_told_at_once() {
        neighbours.uncounted(business, "voucher");
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                "select count(*) as n from product_copy where business_id = $1 and retailer_id = 'voucher'",
                                business)
                        == 1);
        Shopper shopper = Shopper.of(business);
        neighbours.wish(shopper, "voucher", 0);
        assertEquals(
                shopper.conversationId(),
                neighbours.requested(business, 1).get(0).getConversationId());
    }

    @Test
    void a_wish_that_comes_before_the_product_is_told_when_the_product_turns_out_never_counted() {
        Shopper shopper = Shopper.of(business);
        neighbours.wish(shopper, "voucher", 0);
        neighbours.awaitWaiting(business, "voucher", shopper);
        neighbours.uncounted(business, "voucher");
        assertEquals(
                shopper.conversationId(),
                neighbours.requested(business, 1).get(0).getConversationId());
    }

    @Test
    void a_hidden_product_tells_nobody_until_it_is_shown_again() {
        Shopper shopper = inLine();
        neighbours.product(business, MUG, Visibility.HIDDEN);
        awaitVisible(false);
        restock(0, 1, 2);
        awaitStepAhead();
        assertEquals(List.of(), neighbours.notices(business, MUG));
        neighbours.product(business, MUG, Visibility.VISIBLE);
        awaitVisible(true);
        neighbours.advance(INTERVAL);
        assertEquals(
                shopper.conversationId(),
                neighbours.requested(business, 1).get(0).getConversationId());
    }

    @Test
    void a_wish_lapses_after_ninety_days() {
        Shopper shopper = inLine();
        neighbours.advance(WaveRules.LAPSE.minusMinutes(1));
        neighbours.awaitWaiting(business, MUG, shopper);
        neighbours.advance(Duration.ofMinutes(1));
        neighbours.awaitWaiting(business, MUG);
        await().atMost(Neighbours.PATIENCE).until(() -> endedBecause(shopper).equals("lapsed"));
    }

    @Test
    void the_removal_of_the_product_ends_the_wait() {
        Shopper shopper = inLine();
        neighbours.productRemoved(business, MUG);
        neighbours.awaitWaiting(business, MUG);
        assertEquals("removed", endedBecause(shopper));
        await().atMost(Neighbours.PATIENCE).until(() -> !onSale());
        Shopper late = Shopper.of(business);
        neighbours.wish(late, MUG, 1);
        await().atMost(Neighbours.PATIENCE).until(() -> endedBecause(late).equals("removed"));
    }

    @Test
    void several_replicas_at_one_product_tell_no_more_than_there_is() throws InterruptedException {
        List<Shopper> line = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            line.add(inLine());
        }
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            replicas.submit(() -> {
                while (!over.get()) {
                    database.inTransaction(tx -> waves.step(tx, neighbours.now()));
                }
            });
        }
        try {
            restock(0, 1, 2);
            restock(1, 2, 3);
            restock(2, 3, 4);
            awaitSeen(4);
            awaitSteps(3);
        } finally {
            over.set(true);
            replicas.shutdown();
            assertTrue(replicas.awaitTermination(10, TimeUnit.SECONDS));
        }
        assertEquals(conversations(line, 0, 3), requestedConversations(3));
        assertEquals(3, neighbours.notices(business, MUG).size());
    }

    private Shopper inLine() {
        Shopper shopper = Shopper.of(business);
        neighbours.shopper(shopper, true);
        awaitMarketing(shopper, true);
        neighbours.wish(shopper, MUG, 1);
        await().atMost(Neighbours.PATIENCE).until(() -> neighbours
                .waiting(business, MUG)
                .contains(shopper.conversationId().toString()));
        return shopper;
    }

    private void restock(long before, long after, long version) {
        neighbours.availability(business, MUG, before, after, version);
        awaitSeen(version);
    }

    private static List<UUID> conversations(List<Shopper> line, int from, int to) {
        return line.subList(from, to).stream()
                .map(Shopper::conversationId)
                .sorted()
                .toList();
    }

    /** Sorted, since the topic keeps no order between conversations. */
    private List<UUID> requestedConversations(int count) {
        return neighbours.requested(business, count).stream()
                .map(NoticeRequested::getConversationId)
                .sorted()
                .toList();
    }

    private static NoticeRequested last(List<NoticeRequested> all) {
        return all.stream()
                .max(Comparator.comparing(NoticeRequested::getOccurredAt))
                .orElseThrow();
    }

    /** Both consumers have come to that version. */
    private void awaitSeen(long version) {
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                """
                                select count(*) as n from product_wave w join availability_copy c using (business_id, product_id)
                                where business_id = $1 and w.version >= $2 and c.version >= $2""",
                                business,
                                version)
                        == 1);
    }

    /** So many were told, and the wave rests until later. */
    private void awaitSteps(long told) {
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count("select count(*) as n from notice where business_id = $1", business) == told);
        awaitStepAhead();
    }

    private void awaitStepAhead() {
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                "select count(*) as n from product_wave where business_id = $1 and next_step_at > $2",
                                business,
                                Times.utc(neighbours.now()))
                        == 1);
    }

    private void awaitNoStep() {
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                "select count(*) as n from product_wave where business_id = $1 and next_step_at is null",
                                business)
                        == 1);
    }

    private void awaitMarketing(Shopper shopper, boolean allowed) {
        await().atMost(Neighbours.PATIENCE)
                .until(() -> count(
                                "select count(*) as n from shopper_copy where business_id = $1 and shopper_id = $2"
                                        + " and marketing_allowed = $3",
                                business,
                                shopper.shopperId(),
                                allowed)
                        == 1);
    }

    private void awaitVisible(boolean visible) {
        await().atMost(Neighbours.PATIENCE).until(() -> onSale() == visible);
    }

    private boolean onSale() {
        return count(
                        "select count(*) as n from product_copy where business_id = $1 and visible and not removed",
                        business)
                == 1;
    }

    private String endedBecause(Shopper shopper) {
        return database.read(tx -> tx.one(
                        "select coalesce(ended_because, state) as why from subscription"
                                + " where business_id = $1 and conversation_id = $2",
                        business,
                        shopper.conversationId())
                .map(row -> row.getString("why"))
                .orElse("none"));
    }

    private long count(String sql, Object... parameters) {
        return database.read(tx -> tx.one(sql, parameters).orElseThrow().getLong("n"));
    }
}
