package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.engines.TestTopics;
import io.tresen.payment.provider.StripeDouble;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * What an order that is paid by card costs in commits, by PostgreSQL's own count: a read that stands alone is one too. What the
 * service does at rest is measured before and taken off.
 */
@QuarkusTest
class CardPaymentCommitsIT extends PaymentCallsUnderTest {

    private static final Logger LOG = Logger.getLogger(CardPaymentCommitsIT.class);
    private static final int ORDERS = 60;

    /**
     * One each: the shop's look at it, the claim, the charge's id, the outcome, the provider's event. Five more for what orders
     * share, the more of them the faster they come: the poll that brought the request, two turns of the relay with looks behind
     * them, a round of the statements.
     */
    private static final double MOST = 10;

    /** Three of these, and half of what is shared. */
    private static final double MOST_WRITING = 6;

    /** What a service at rest does least often, it does every five seconds. */
    private static final long REST_NANOS = 5_000_000_000L;

    /** @param commits of this service's database @param writing transactions of the server that wrote */
    private record Reading(long commits, long writing, long nanos) {

        private double seconds(Reading later) {
            return (later.nanos - nanos) / 1e9;
        }
    }

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    @Test
    void an_order_that_is_paid_by_card_costs_few_commits() throws Exception {
        paid(1); // makes the shop's accounts
        Reading resting = read();
        await().atMost(SOON).until(() -> System.nanoTime() - resting.nanos() > REST_NANOS);
        Reading before = read();
        paid(ORDERS);
        Reading after = read();
        double own = connections + 1; // of a reading
        double idle = (before.commits() - resting.commits() - own) / resting.seconds(before);
        double each = (after.commits() - before.commits() - own - idle * before.seconds(after)) / ORDERS;
        double writing = (double) (after.writing() - before.writing()) / ORDERS;
        String found =
                "%.1f commits an order paid by card, %.1f of them wrote; at rest %.1f/s".formatted(each, writing, idle);
        LOG.info(found);
        assertTrue(each <= MOST && writing <= MOST_WRITING, found);
    }

    @Test
    void an_event_that_says_what_the_answer_said_is_not_even_noted() throws Exception {
        String event = paid(1).get(0);
        assertTrue(database.read(tx -> tx.one("select 1 from provider_event where event_id = $1", event))
                .isEmpty());
    }

    /** @return ids of the provider's events */
    private List<String> paid(int count) throws Exception {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(count).toList();
        orders.forEach(this::asks);
        told(orders, PaymentPending.class);
        List<String> events = InParallel.call(count, i -> paid(orders.get(i - 1)));
        told(orders, PaymentSucceeded.class);
        return events;
    }

    private String paid(UUID orderId) {
        String path = shop().get("/payments/v1/payments?order_id=" + orderId)
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].pay_url");
        pay(path.substring(path.lastIndexOf('/') + 1), "pm_card_visa").body("status", equalTo("captured"));
        JsonObject charged = stripe.intentsOf(Payment.id(orderId, 1).toString())
                .get(0)
                .copy()
                .mergeIn(StripeDouble.charged(1990));
        String event = "evt_" + UUID.randomUUID();
        webhook(event, "payment_intent.succeeded", charged).statusCode(200);
        return event;
    }

    private void asks(UUID orderId) {
        send(
                Topics.ORDER_PAYMENT_REQUEST,
                orderId,
                UUID.randomUUID(),
                1,
                PaymentRequested.newBuilder()
                        .setOrderId(orderId)
                        .setOrderNo("T00001")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .setShopperId(UUID.randomUUID())
                        .setConversationId(UUID.randomUUID())
                        .setAmount(new Money(1990L, "EUR"))
                        .setAmounts(new OrderAmounts(1600L, 490L, 0L, 318L, 100L))
                        .setMethod(PaymentMethod.CARD)
                        .setPayBy(Instant.now().plusSeconds(1800))
                        .build());
    }

    /** Without a look into the database, which would count. */
    private static void told(List<UUID> orders, Class<?> type) {
        Set<String> keys = orders.stream().map(UUID::toString).collect(Collectors.toSet());
        TestTopics.await(
                Topics.PAYMENT_PAYMENT.name(),
                record -> keys.contains(TestTopics.key(record))
                        && type.getSimpleName().equals(TestTopics.header(record, "ce_type")),
                orders.size(),
                SOON);
    }

    /** A server process keeps its count to itself for up to ten seconds: each is made to hand it in, all at the same time. */
    private Reading read() throws Exception {
        CountDownLatch all = new CountDownLatch(connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            threads.execute(() -> database.read(tx -> {
                tx.query("select pg_stat_force_next_flush()");
                all.countDown();
                return met(all);
            }));
        }
        assertTrue(met(all));
        threads.shutdown();
        return database.read(
                        tx -> tx.one(
                                """
                        select xact_commit, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as writing
                        from pg_stat_database where datname = current_database()"""))
                .map(row -> new Reading(row.getLong("xact_commit"), row.getLong("writing"), System.nanoTime()))
                .orElseThrow();
    }

    private static boolean met(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
