package io.tresen.payment.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.payment.Outcome;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StripeWebhookTest {

    private final StripeWebhook webhook = new StripeWebhook(WebhookBodies.SECRET);
    private final UUID business = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();
    private final UUID refund = UUID.randomUUID();

    private JsonObject intent(String status) {
        return new JsonObject()
                .put("id", "pi_1")
                .put("object", "payment_intent")
                .put("amount", 1990)
                .put("amount_received", 1990)
                .put("currency", "eur")
                .put("metadata", metadata())
                .put("status", status);
    }

    private JsonObject metadata() {
        return new JsonObject()
                .put("business_id", business.toString())
                .put("order_id", order.toString())
                .put("payment_id", payment.toString());
    }

    private Optional<ProviderNews> read(String body) {
        return webhook.read(body.getBytes(StandardCharsets.UTF_8), WebhookBodies.signature(body));
    }

    private void refused(String body, String signature) {
        RejectedException refusal = assertThrows(
                RejectedException.class, () -> webhook.read(body.getBytes(StandardCharsets.UTF_8), signature));
        assertEquals(400, refusal.rejection().status());
    }

    @Test
    void a_top_ups_events_name_it_and_no_order() {
        UUID topUp = UUID.randomUUID();
        JsonObject named =
                new JsonObject().put("business_id", business.toString()).put("top_up_id", topUp.toString());
        ProviderNews news = read(WebhookBodies.event(
                        "evt_1", "payment_intent.succeeded", intent("succeeded").put("metadata", named)))
                .orElseThrow();
        assertEquals(topUp, news.topUp().topUpId());
        assertEquals(business, news.topUp().businessId());
        assertEquals(topUp, news.id());
        assertEquals(null, news.order());
        JsonObject back = new JsonObject()
                .put("id", "re_1")
                .put("object", "refund")
                .put("amount", 1990)
                .put("currency", "eur")
                .put("status", "succeeded")
                .put("metadata", named.copy().put("refund_id", refund.toString()));
        ProviderNews refunded =
                read(WebhookBodies.event("evt_2", "refund.updated", back)).orElseThrow();
        assertTrue(refunded.isRefund());
        assertEquals(refund, refunded.id());
        assertEquals(topUp, refunded.topUp().topUpId());
        named.remove("business_id");
        assertTrue(read(WebhookBodies.event(
                        "evt_3", "payment_intent.succeeded", intent("succeeded").put("metadata", named)))
                .isEmpty());
    }

    @Test
    void a_signed_event_says_what_became_of_which_payment() {
        ProviderNews news = read(WebhookBodies.event("evt_1", "payment_intent.succeeded", intent("succeeded")))
                .orElseThrow();
        assertEquals("evt_1", news.eventId());
        assertEquals(payment, news.id());
        assertEquals(order, news.order().orderId());
        assertEquals("pi_1", news.ref());
        assertEquals(new Outcome.Succeeded(new Money(1990, "EUR")), news.outcome());
    }

    @Test
    void an_event_of_another_api_version_is_read_all_the_same() {
        String body = WebhookBodies.event("evt_1", "payment_intent.succeeded", intent("succeeded"), "2023-10-16");
        assertEquals(payment, read(body).orElseThrow().id());
    }

    @Test
    void refunds_have_events_too() {
        JsonObject object = new JsonObject()
                .put("id", "re_1")
                .put("object", "refund")
                .put("amount", 1990)
                .put("currency", "eur")
                .put("status", "failed")
                .put("failure_reason", "lost_or_stolen_card")
                .put("metadata", metadata().put("refund_id", refund.toString()));
        ProviderNews news =
                read(WebhookBodies.event("evt_2", "refund.failed", object)).orElseThrow();
        assertTrue(news.isRefund());
        assertEquals(refund, news.id());
        assertEquals(new Outcome.Failed("lost_or_stolen_card"), news.outcome());
    }

    @Test
    void a_charge_without_an_amount_that_can_be_is_not_known_yet() {
        Outcome unreadable = new Outcome.Unknown("succeeded without a readable amount");
        List<JsonObject> intents = List.of(
                without("amount_received"),
                without("currency"),
                intent("succeeded").put("amount_received", -1),
                intent("succeeded").put("amount_received", Long.MAX_VALUE),
                intent("succeeded").put("amount_received", Long.MAX_VALUE).put("currency", "mga"),
                intent("succeeded").put("currency", "gold"));
        for (JsonObject intent : intents) {
            ProviderNews news = read(WebhookBodies.event("evt_6", "payment_intent.succeeded", intent))
                    .orElseThrow();
            assertEquals(unreadable, news.outcome(), intent.encode());
            assertEquals(payment, news.id());
        }
        JsonObject refunded = new JsonObject()
                .put("id", "re_1")
                .put("object", "refund")
                .put("status", "succeeded")
                .put("metadata", metadata().put("refund_id", refund.toString()));
        assertEquals(
                unreadable,
                read(WebhookBodies.event("evt_7", "refund.updated", refunded))
                        .orElseThrow()
                        .outcome());
    }

    private JsonObject without(String field) {
        JsonObject intent = intent("succeeded");
        intent.remove(field);
        return intent;
    }

    @Test
    void an_object_without_an_id_says_nothing_to_us() {
        JsonObject nameless = without("id");
        assertEquals(Optional.empty(), read(WebhookBodies.event("evt_8", "payment_intent.succeeded", nameless)));
    }

    @Test
    void events_that_say_nothing_to_us_are_taken_and_ignored() {
        assertEquals(
                Optional.empty(), read(WebhookBodies.event("evt_3", "payment_intent.created", intent("processing"))));
        JsonObject customer = new JsonObject().put("id", "cus_1").put("object", "customer");
        assertEquals(Optional.empty(), read(WebhookBodies.event("evt_4", "customer.created", customer)));
        JsonObject foreign = intent("succeeded").put("metadata", new JsonObject());
        assertEquals(Optional.empty(), read(WebhookBodies.event("evt_5", "payment_intent.succeeded", foreign)));
    }

    @Test
    void what_is_not_signed_rightly_and_recently_is_refused() {
        String body = WebhookBodies.event("evt_1", "payment_intent.succeeded", intent("succeeded"));
        long now = System.currentTimeMillis() / 1000;
        refused(body, null);
        refused(body, "");
        refused(body, "nonsense");
        refused(body, WebhookBodies.signature(body, "whsec_other", now));
        refused(body, WebhookBodies.signature(body, WebhookBodies.SECRET, now - 301));
        refused(body + " ", WebhookBodies.signature(body));
    }

    @Test
    void what_is_no_event_is_refused_though_it_is_signed() {
        for (String body : new String[] {"", "null", "[]", "{", "{}", "7", "{\"id\":\"evt_1\"}"}) {
            refused(body, WebhookBodies.signature(body));
        }
    }
}
