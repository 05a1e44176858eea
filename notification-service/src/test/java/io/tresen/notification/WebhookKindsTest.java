package io.tresen.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import org.junit.jupiter.api.Test;

/** The words of {@code events} are the names of the two topics' records, no more and no fewer. */
class WebhookKindsTest {

    @Test
    void theKindsAreTheTypesOfTheTopics() {
        assertEquals(Topics.ORDER_ORDER.types(), WebhookKinds.OF_ORDERS);
        assertEquals(Topics.PAYMENT_PAYMENT.types(), WebhookKinds.OF_PAYMENTS);
        assertTrue(WebhookKinds.isOne("RefundFailed"));
        assertFalse(WebhookKinds.isOne("orderplaced"));
    }
}
