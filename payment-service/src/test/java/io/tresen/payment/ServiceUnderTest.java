package io.tresen.payment;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.order.v1.PaymentWithdrawn;
import io.tresen.contracts.order.v1.RefundRequested;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTokens;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.payment.provider.StripeDouble;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the running service share: real engines, a provider's double, events as order-service sends them. */
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "payment"))
@QuarkusTestResource(StripeDoubleResource.class)
public abstract class ServiceUnderTest {

    static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<UUID, AtomicLong> SEQUENCES = new ConcurrentHashMap<>();
    private static StripeDouble running;

    @Inject
    Database database;

    @Inject
    AvroCodec codec;

    @Inject
    Payments payments;

    final UUID business = UUID.randomUUID();
    final UUID order = UUID.randomUUID();
    final StripeDouble stripe = stripe();

    /** A service that is started again, with other settings, has another port for it. */
    private static synchronized StripeDouble stripe() {
        int port = Integer.getInteger(StripeDoubleResource.PORT);
        if (running == null || !running.address().endsWith(":" + port)) {
            running = new StripeDouble(port);
        }
        return running;
    }

    @AfterEach
    void heal() {
        stripe.heal();
    }

    OrderKey key() {
        return new OrderKey(business, order);
    }

    String bearer() {
        return "Bearer " + TestTokens.business(business).mint();
    }

    OrderPayments held() {
        return database.read(tx -> payments.find(tx, key())).orElseThrow();
    }

    Optional<OrderPayments> heldIfThere() {
        return database.read(tx -> payments.find(tx, key()));
    }

    // ---- what order-service says

    void requested(PaymentMethod method, Instant payBy) {
        requested(method, payBy, UUID.randomUUID());
    }

    void requested(PaymentMethod method, Instant payBy, UUID shopper) {
        say(PaymentRequested.newBuilder()
                .setOrderId(order)
                .setOrderNo("T00001")
                .setBusinessId(business)
                .setOccurredAt(Instant.now())
                .setShopperId(shopper)
                .setConversationId(UUID.randomUUID())
                .setAmount(new Money(1990L, "EUR"))
                .setAmounts(new OrderAmounts(1600L, 490L, 0L, 318L, 100L))
                .setMethod(method)
                .setPayBy(payBy)
                .build());
    }

    void requestedByCard() {
        requested(PaymentMethod.CARD, Instant.now().plusSeconds(1800));
    }

    void withdrawn(String reason) {
        say(PaymentWithdrawn.newBuilder()
                .setOrderId(order)
                .setOrderNo("T00001")
                .setBusinessId(business)
                .setOccurredAt(Instant.now())
                .setReason(reason)
                .build());
    }

    void collectionOpened() {
        say(CollectionOpened.newBuilder()
                .setOrderId(order)
                .setOrderNo("T00001")
                .setBusinessId(business)
                .setOccurredAt(Instant.now())
                .build());
    }

    void refundRequested() {
        say(RefundRequested.newBuilder()
                .setOrderId(order)
                .setOrderNo("T00001")
                .setBusinessId(business)
                .setOccurredAt(Instant.now())
                .setReason(RefundReason.CANCELLATION)
                .build());
    }

    private void say(SpecificRecord value) {
        long sequence = SEQUENCES.computeIfAbsent(order, id -> new AtomicLong()).incrementAndGet();
        send(Topics.ORDER_PAYMENT_REQUEST, order, UUID.randomUUID(), sequence, value);
    }

    void send(Topic topic, UUID key, UUID eventId, long sequence, SpecificRecord value) {
        TestTopics.produce(
                topic.name(),
                key.toString(),
                ForeignEvents.encode(value),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", eventId.toString(),
                        "ce_type", value.getSchema().getName(),
                        "ce_source", "/tresen/order",
                        "ce_subject", key.toString(),
                        "ce_time", Instant.now().toString(),
                        "ce_businessid", business.toString(),
                        "ce_sequence", Long.toString(sequence)));
    }

    // ---- what payment-service told

    /** Waits for the order's events of a type, at least so many. */
    <T extends SpecificRecord> List<T> told(Class<T> type, int count) {
        return TestTopics.await(
                        Topics.PAYMENT_PAYMENT.name(),
                        record -> isOurs(record) && type.getSimpleName().equals(TestTopics.header(record, "ce_type")),
                        count,
                        SOON)
                .stream()
                .map(record -> codec.decode(record.value(), type))
                .toList();
    }

    <T extends SpecificRecord> T told(Class<T> type) {
        return told(type, 1).get(0);
    }

    /** Types told about the order so far, in their order. */
    List<String> types() {
        return TestTopics.all(Topics.PAYMENT_PAYMENT.name()).stream()
                .filter(this::isOurs)
                .map(record -> TestTopics.header(record, "ce_type"))
                .toList();
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return order.toString().equals(TestTopics.key(record));
    }
}
