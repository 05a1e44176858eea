package io.tresen.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BubbleTest {

    private static Bubble of(String message) {
        return new Bubble(new JsonObject().put("direction", "outbound").put("message", new JsonObject(message)));
    }

    @Test
    void aTextIsItsLines() {
        Bubble text = of("{'type':'text','text':{'body':'One\\nTwo'}}".replace('\'', '"'));
        assertEquals(List.of("One", "Two"), text.lines());
        assertEquals("text", text.type());
        assertTrue(text.isFromShop());
    }

    @Test
    void buttonsAndPicturesAreShownAndOffered() {
        Bubble sheet = of(
                """
                {"type": "interactive", "interactive": {"type": "button",
                  "header": {"type": "image", "image": {"link": "http://x/y.svg"}},
                  "body": {"text": "*Pot*"},
                  "action": {"buttons": [
                    {"type": "reply", "reply": {"id": "add:pot", "title": "Add"}},
                    {"type": "reply", "reply": {"id": "cart:show", "title": "Cart"}}]}}}""");
        assertEquals(List.of("(picture: http://x/y.svg)", "*Pot*", "  [Add]  [Cart]"), sheet.lines());
        assertEquals(Optional.of(new Bubble.Offer("add:pot", "Add", "", false)), sheet.offer("add:pot"));
        assertEquals(Optional.empty(), sheet.offer("add:pan"));
    }

    @Test
    void rowsOfAListAreOfferedAsRows() {
        Bubble list = of(
                """
                {"type": "interactive", "interactive": {"type": "list", "body": {"text": "Which?"},
                  "action": {"button": "Choose", "sections": [{"rows": [{"id": "product:a", "title": "A"}]},
                    {"rows": [{"id": "product:b", "title": "B", "description": "2 €"}]}]}}}""");
        assertEquals(List.of("Which?", "  · A", "  · B  2 €"), list.lines());
        assertTrue(list.offer("product:b").orElseThrow().row());
    }

    @Test
    void aRequestToPayHasItsLink() {
        Bubble request = of(
                """
                {"type": "interactive", "interactive": {"type": "order_details", "body": {"text": "Please pay"},
                  "action": {"name": "review_and_pay", "parameters": {"reference_id": "T-1", "payment_settings": [
                    {"type": "payment_link", "payment_link": {"uri": "http://localhost:8080/payments/v1/pay/x"}}]}}}}""");
        assertEquals(Optional.of("http://localhost:8080/payments/v1/pay/x"), request.payLink());
        assertEquals("order_details", request.type());
    }
}
