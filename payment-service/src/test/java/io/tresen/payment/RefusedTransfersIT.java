package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.contracts.payment.v1.TransferRefused;
import io.tresen.contracts.payment.v1.TransferRequested;
import io.tresen.contracts.payment.v1.TransferVoided;
import io.tresen.engines.TestTopics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a chat asks for and can't be, or not yet. */
@QuarkusTest
class RefusedTransfersIT extends TransferEventsUnderTest {

    @Test
    void the_same_transfer_twice_begins_once_whether_redelivered_or_said_again() {
        UUID eventId = UUID.randomUUID();
        TransferSubmitted value = submitted(TransferKind.SEND, ben, 600, "EUR");
        send(Topics.CHAT_CONVERSATION, annasChat, eventId, 1, value);
        send(Topics.CHAT_CONVERSATION, annasChat, eventId, 1, value);
        send(Topics.CHAT_CONVERSATION, annasChat, UUID.randomUUID(), 2, value);
        SAID.put(annasChat, new AtomicLong(2));
        heard(TransferRequested.class);
        answers(annasChat, anna, TransferAnswer.CANCELLED);
        heard(TransferVoided.class);
        assertEquals(List.of("TransferRequested", "TransferVoided"), heard());
    }

    @Test
    void a_counterpart_who_is_not_known_yet_is_waited_for() {
        UUID carl = UUID.randomUUID();
        submits(TransferKind.SEND, carl, 600);
        await().atMost(SOON)
                .until(() -> database.read(tx -> tx.one("select 1 from transfer_ask where transfer_id = $1", transfer))
                        .isPresent());
        send(
                Topics.CHAT_SHOPPER,
                carl,
                UUID.randomUUID(),
                1,
                ShopperChanged.newBuilder()
                        .setShopperId(carl)
                        .setBusinessId(business)
                        .setConversationIds(List.of(bensChat))
                        .setLatestConversationId(bensChat)
                        .setMarketingAllowed(false)
                        .setTermsVersion(null)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
        assertEquals(carl, heard(TransferRequested.class).getPayeeShopperId());
        assertEquals(List.of("TransferRequested"), heard());
    }

    @Test
    void a_counterpart_of_another_business_is_refused_as_nobody_is() {
        UUID elsewhere = UUID.randomUUID();
        know(UUID.randomUUID(), elsewhere);
        submits(TransferKind.SEND, elsewhere, 600);
        TransferRefused refused = heard(TransferRefused.class);
        assertEquals("unknown-shopper", refused.getCode());
        assertEquals(annasChat, refused.getConversationId());
        assertEquals(0, refused.getVersion());
        as(anna).get("/payments/v1/transfers/" + transfer).then().statusCode(404);
        answers(annasChat, anna, TransferAnswer.CANCELLED);
        assertEquals("transfer-ended", heard(TransferRefused.class, 2).getCode());
    }

    @Test
    void what_can_not_be_sent_is_refused_by_its_name() {
        refused("to-oneself", submitted(TransferKind.SEND, anna, 600, "EUR"));
    }

    @Test
    void nothing_is_no_amount() {
        refused("invalid-amount", submitted(TransferKind.SEND, ben, 0, "EUR"));
    }

    @Test
    void less_than_nothing_is_no_amount() {
        refused("invalid-amount", submitted(TransferKind.SEND, ben, -5, "EUR"));
    }

    @Test
    void more_than_a_number_holds_is_no_amount() {
        refused("invalid-amount", submitted(TransferKind.SEND, ben, 1L << 53, "EUR"));
    }

    @Test
    void a_currency_that_there_is_not_makes_no_amount() {
        refused("invalid-amount", submitted(TransferKind.SEND, ben, 5, "XXQ"));
    }

    @Test
    void another_currency_than_the_shops_is_refused() {
        refused("other-currency", submitted(TransferKind.SEND, ben, 5, "USD"));
    }

    @Test
    void more_than_the_limit_is_refused() {
        refused("transfer-limit-exceeded", submitted(TransferKind.SEND, ben, 100_001, "EUR"));
    }

    @Test
    void the_shop_is_not_asked_for_money() {
        refused("business-does-not-pay", submitted(TransferKind.REQUEST, null, 600, "EUR"));
    }

    private void refused(String code, TransferSubmitted value) {
        say(annasChat, value);
        assertEquals(code, heard(TransferRefused.class).getCode());
        assertEquals(List.of("TransferRefused"), heard());
    }

    @Test
    void an_answer_to_nothing_is_told_so() {
        answers(bensChat, ben, TransferAnswer.ACCEPTED);
        assertEquals("not-found", heard(TransferRefused.class).getCode());
    }

    @Test
    void a_transfer_by_rest_is_told_both_chats_too() {
        topUp(anna, 1_000);
        UUID id = id(super.send(anna, sending(anna, ben, 300).put("note", "geheim")));
        ConsumerRecord<byte[], byte[]> record = TestTopics.await(
                        Topics.PAYMENT_TRANSFER.name(), it -> id.toString().equals(TestTopics.key(it)), 1, SOON)
                .get(0);
        assertEquals("1", TestTopics.header(record, "ce_sequence"));
        TransferPosted posted = codec.decode(record.value(), TransferPosted.class);
        assertNull(posted.getConversationId());
        assertEquals(ben, posted.getPayeeShopperId());
        assertFalse(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8).contains("geheim"));
    }
}
