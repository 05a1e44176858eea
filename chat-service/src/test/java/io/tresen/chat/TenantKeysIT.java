package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.access.MoneyColumns;
import io.tresen.engines.access.TenantKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantKeysIT extends OnEngines {

    private static final Map<String, String> LED_BY_WHAT_FINDS_THEM = Map.ofEntries(
            Map.entry("address_rate", "a network address has no tenant"),
            Map.entry("availability_copy.product_id", "a copy: the topic is keyed by product"),
            Map.entry("business.handle", "the look-up of a handle"),
            Map.entry("business.phone_number_id", "unique over the platform"),
            Map.entry("business.waba_id", "unique over the platform"),
            Map.entry("checkout.order_id", "an order is of one checkout"),
            Map.entry("collection_copy.collection_id", "a copy: its tombstone names the collection alone"),
            Map.entry("conversation.conversation_id", "an event is keyed by its conversation"),
            Map.entry("credential.client_id", "the look-up of a client id"),
            Map.entry("discount_copy.discount_id", "a copy: its tombstone names the code alone"),
            Map.entry("message.event_id", "an event has its effect once"),
            Map.entry("message_template.template_id", "an id of the Graph API, unique over the platform"),
            Map.entry("order_copy.order_id", "a copy: the topic is keyed by order"),
            Map.entry("password_reset.token_hash", "the look-up of a link"),
            Map.entry("payment_copy.order_id", "a copy: the topic is keyed by order"),
            Map.entry(
                    "product_copy.product_id",
                    "a copy: the topic is keyed by product; its tombstone names the product alone"),
            Map.entry("revoked_token.token_id", "the look-up of a token"),
            Map.entry("sign_in_try", "whoever tries has no tenant yet"),
            Map.entry("staff_invitation.token_hash", "the look-up of a link"),
            Map.entry("staff_session.session_id", "the look-up of a cookie"),
            Map.entry("staff_token.token_id", "the look-up of a token"),
            Map.entry("whatsapp_number.phone_number_id", "what Meta calls us by"));

    @Test
    void everyKeyOfATenantsTableBeginsWithTheTenant() {
        assertEquals(List.of(), TenantKeys.gaps("chat", LED_BY_WHAT_FINDS_THEM));
    }

    @Test
    void moneyLiesInWholeMinorUnits() {
        assertEquals(List.of(), MoneyColumns.gaps("chat"));
    }
}
