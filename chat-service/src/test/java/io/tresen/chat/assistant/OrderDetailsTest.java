package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderDetailsTest {

    private static JsonNode order(ToPay.Parts parts, long total, Language language) {
        ToPay toPay = new ToPay("T1", new Money(total, "EUR"), "https://x/payments/v1/pay/t", List.of(), parts);
        return OrderDetails.message("b", toPay, Phrases.of(language))
                .message()
                .at("/interactive/action/parameters/order");
    }

    @Test
    void taxThatPricesContainHasTheValueZeroAndIsSaid() {
        ToPay.Parts included = new ToPay.Parts(1_500, 590, 100, 0, 318, new BigDecimal("19"));
        JsonNode order = order(included, 1_990, Language.EN);
        assertEquals(
                "{\"value\":0,\"offset\":100,\"description\":\"incl. 19 % VAT: €3.18\"}",
                order.path("tax").toString());
        assertEquals(1_500, order.at("/subtotal/value").asLong());
        assertEquals(590, order.at("/shipping/value").asLong());
        assertEquals(100, order.at("/discount/value").asLong());
        assertEquals(1_500, order.at("/items/0/amount/value").asLong());
        assertEquals(
                "inkl. 19 % MwSt.: 3,18 €",
                order(included, 1_990, Language.DE).at("/tax/description").asText());
        assertEquals(
                "incl. VAT: €2.24",
                order(new ToPay.Parts(1_990, 0, 0, 0, 224, null), 1_990, Language.EN)
                        .at("/tax/description")
                        .asText());
    }

    @Test
    void taxOnTopIsAddedAndPartsThatDoNotMakeUpTheTotalAreLeftOut() {
        JsonNode order = order(new ToPay.Parts(1_000, 0, 0, 190, 0, null), 1_190, Language.EN);
        assertEquals("{\"value\":190,\"offset\":100}", order.path("tax").toString());
        JsonNode wrong = order(new ToPay.Parts(1_000, 0, 0, 0, 0, null), 1_190, Language.EN);
        assertEquals(1_190, wrong.at("/subtotal/value").asLong());
    }
}
