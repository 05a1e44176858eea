package io.tresen.payment;

import io.restassured.http.ContentType;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TransferAnswered;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.engines.TestTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;

/** What tests of transfers from chats share: what chat-service says of one, and what was told of it. */
abstract class TransferEventsUnderTest extends TransfersUnderTest {

    static final Map<UUID, AtomicLong> SAID = new ConcurrentHashMap<>();

    final UUID transfer = UUID.randomUUID();
    final UUID annasChat = UUID.randomUUID();
    final UUID bensChat = UUID.randomUUID();

    @AfterEach
    void today() {
        clock(Duration.ZERO);
    }

    static void clock(Duration ahead) {
        io.restassured.RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"offset_s\":" + ahead.toSeconds() + "}")
                .put("/local/clock")
                .then()
                .statusCode(200);
    }

    // ---- what chat-service says

    TransferSubmitted submitted(TransferKind kind, UUID counterpart, long minor, String currency) {
        return TransferSubmitted.newBuilder()
                .setConversationId(annasChat)
                .setBusinessId(business)
                .setShopperId(anna)
                .setOccurredAt(Instant.now())
                .setTransferId(transfer)
                .setKind(kind)
                .setCounterpartShopperId(counterpart)
                .setAmount(new Money(minor, currency))
                .build();
    }

    void submits(TransferKind kind, UUID counterpart, long minor) {
        say(annasChat, submitted(kind, counterpart, minor, "EUR"));
    }

    void answers(UUID chat, UUID shopper, TransferAnswer answer) {
        say(
                chat,
                TransferAnswered.newBuilder()
                        .setConversationId(chat)
                        .setBusinessId(business)
                        .setShopperId(shopper)
                        .setOccurredAt(Instant.now())
                        .setTransferId(transfer)
                        .setAnswer(answer)
                        .build());
    }

    void say(UUID chat, SpecificRecord value) {
        long sequence = SAID.computeIfAbsent(chat, id -> new AtomicLong()).incrementAndGet();
        send(Topics.CHAT_CONVERSATION, chat, UUID.randomUUID(), sequence, value);
    }

    // ---- what payment-service told

    <T extends SpecificRecord> T heard(Class<T> type, int count) {
        return TestTopics.await(
                        Topics.PAYMENT_TRANSFER.name(),
                        record -> isAbout(record) && type.getSimpleName().equals(TestTopics.header(record, "ce_type")),
                        count,
                        SOON)
                .stream()
                .map(record -> codec.decode(record.value(), type))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    <T extends SpecificRecord> T heard(Class<T> type) {
        return heard(type, 1);
    }

    List<String> heard() {
        return TestTopics.all(Topics.PAYMENT_TRANSFER.name()).stream()
                .filter(this::isAbout)
                .map(record -> TestTopics.header(record, "ce_type"))
                .toList();
    }

    boolean isAbout(ConsumerRecord<byte[], byte[]> record) {
        return transfer.toString().equals(TestTopics.key(record));
    }

    String pays(UUID shopper) {
        String ticket = ticket(shopper);
        pin(shopper, "4711");
        return form(ticket, "action", "pay", "transfer_id", transfer.toString(), "pin", "4711");
    }
}
