package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.payment.v1.TopUpRefundFailed;
import io.tresen.contracts.payment.v1.TopUpRefunded;
import io.tresen.contracts.payment.v1.TopUpSucceeded;
import io.tresen.engines.TestTopics;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What is told of top-ups by card, on the real topic: money alone, once. */
@QuarkusTest
class TopUpEventsIT extends TopUpsUnderTest {

    private <T extends SpecificRecord> T heard(Class<T> type) {
        return codec.decode(
                TestTopics.await(
                                Topics.PAYMENT_TRANSFER.name(),
                                record -> id.toString().equals(TestTopics.key(record))
                                        && type.getSimpleName().equals(TestTopics.header(record, "ce_type")),
                                1,
                                SOON)
                        .get(0)
                        .value(),
                type);
    }

    private static List<String> told(UUID topUp) {
        return TestTopics.all(Topics.PAYMENT_TRANSFER.name()).stream()
                .filter(record -> topUp.toString().equals(TestTopics.key(record)))
                .map(record -> TestTopics.header(record, "ce_type"))
                .toList();
    }

    @Test
    void a_card_that_filled_the_wallet_is_told_once_and_one_that_was_declined_is_not() {
        pay("pm_card_visa_chargeDeclined").body("status", equalTo("failed"));
        UUID declined = id;
        id = UUID.fromString(pay("pm_card_visa")
                .body("status", equalTo("succeeded"))
                .extract()
                .path("top_up_id"));
        assertEquals(200, webhook("evt_" + id, "payment_intent.succeeded", intent()));
        TopUpSucceeded told = heard(TopUpSucceeded.class);
        assertEquals(id, told.getTopUpId());
        assertEquals(business, told.getBusinessId());
        assertEquals(anna, told.getShopperId());
        assertEquals(2_500, told.getAmount().getAmountMinor());
        assertEquals("EUR", told.getAmount().getCurrency());
        assertEquals(List.of("TopUpSucceeded"), told(id));
        assertEquals(List.of(), told(declined));
    }

    @Test
    void held_money_is_told_once_it_went_back() {
        stripe.fail("/refunds", 503);
        pay("pm_sandbox_wrong_amount").body("status", equalTo("pending"));
        assertEquals(List.of(), told(id));
        stripe.heal();
        TopUpRefunded told = heard(TopUpRefunded.class);
        assertEquals(anna, told.getShopperId());
        assertEquals(2_400, told.getAmount().getAmountMinor());
        assertEquals(List.of("TopUpRefunded"), told(id));
    }

    @Test
    void held_money_that_did_not_arrive_after_all_is_told_and_once_more_when_it_went_back() {
        pay("pm_sandbox_wrong_amount");
        heard(TopUpRefunded.class);
        JsonObject bounced = stripe.refundsOfTopUp(id.toString()).get(0).copy().put("status", "failed");
        stripe.end(bounced.getString("id"), "failed");
        for (int i = 0; i < 2; i++) {
            assertEquals(200, webhook("evt_" + UUID.randomUUID(), "refund.failed", bounced));
        }
        TopUpRefundFailed told = heard(TopUpRefundFailed.class);
        assertEquals(id, told.getTopUpId());
        assertEquals(business, told.getBusinessId());
        assertEquals(anna, told.getShopperId());
        assertEquals(2_400, told.getAmount().getAmountMinor());
        database.run(tx -> tx.update("update top_up set due_at = now() where top_up_id = $1", id));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertEquals(List.of("TopUpRefunded", "TopUpRefundFailed", "TopUpRefunded"), told(id)));
        assertEquals(2_400, stripe.refundedOfTopUp(id.toString()));
    }
}
