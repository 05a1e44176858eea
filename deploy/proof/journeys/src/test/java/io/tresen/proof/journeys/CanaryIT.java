package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.OtlpReceiver;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * A name, a street, an e-mail, a phone number and the text of messages that occur nowhere else are sold to, corrected,
 * refunded and told something; then nothing that leaves the databases may hold one of them: no log of any process, no topic,
 * no metric, no span. Tokens are in no log, no metric and no span either.
 */
class CanaryIT extends OnThePlatform {

    private final String name = "Kanari" + word();
    private final String street = "Zeisigweg" + word();
    private final String secondStreet = "Finkensteig" + word();
    private final String email = "stieglitz" + word() + "@example.org";
    private final String text = "zwitscher" + word();
    private final String refundReason = "gimpel" + word();
    private final String staffMail = "dompfaff" + word() + "@example.org";
    private final String password = "Rotkehlchen-" + word();
    private final String phone = digits();
    private final String contactPhone = digits();
    private final List<String> tokens = new ArrayList<>();

    private static List<String> spansThatSay(List<String> words) {
        assertFalse(receiver().spans().isEmpty(), "no span came");
        return receiver().spans().stream()
                .map(OtlpReceiver.Span::said)
                .filter(said -> words.stream().anyMatch(said::contains))
                .toList();
    }

    private List<String> personal() {
        return List.of(name, street, secondStreet, email, text, refundReason, staffMail, password, phone, contactPhone);
    }

    @Test
    void whoBuysIsInNoLogNoTopicAndNoMetric() {
        receiver().keep();
        Shop shop = newShop();
        staff(shop);
        shop.product("cage", "Cage", 2_500, 100, "goods");
        Shopper ada = inTheChat(shop);
        byRest(shop);
        strangeThings(shop, ada);
        invariants().awaitRest(java.time.Duration.ofSeconds(60));

        Leaks leaks = new Leaks(platform());
        assertEquals(List.of(), leaks.of(personal()));
        assertEquals(List.of(), leaks.inLogsAndMetrics(tokens));
        assertEquals(List.of(), leaks.jwtsInLogs());
        assertEquals(List.of(), spansThatSay(personal()));
        assertEquals(List.of(), spansThatSay(tokens));
        receiver().close();
    }

    @Test
    void theSearchFindsWhatIsThere() {
        String planted = "kontrolle" + word();
        platform();
        newShop().product(planted, "Control", 100, null, "goods");
        plant("order.dlq.v1", ("in a value: " + planted).getBytes(StandardCharsets.UTF_8), "plain");
        String second = "kontrolle" + word();
        String sealedIn = Base64.getUrlEncoder().withoutPadding().encodeToString(("xy" + second + "z").getBytes());
        plant("order.dlq.v1", new byte[0], sealedIn);
        invariants().awaitRest(java.time.Duration.ofSeconds(60));

        Leaks leaks = new Leaks(platform());
        List<String> found = leaks.of(List.of(planted, second));
        assertTrue(
                found.stream().anyMatch(line -> line.startsWith("catalog.product.v1") && line.contains(planted)),
                "" + found);
        assertTrue(
                found.stream().anyMatch(line -> line.startsWith("order.dlq.v1") && line.contains(planted)), "" + found);
        assertTrue(
                found.stream().anyMatch(line -> line.startsWith("order.dlq.v1") && line.contains(second)), "" + found);
        // what every process says when it starts, and every service about itself
        assertFalse(leaks.inLogsAndMetrics(List.of("started in")).isEmpty());
        List<String> metrics = leaks.inLogsAndMetrics(List.of("tresen_outbox_pending"));
        for (String service : List.of("catalog", "chat", "order", "payment", "notification")) {
            assertTrue(metrics.stream().anyMatch(line -> line.startsWith("metrics of " + service)), service + metrics);
        }
    }

    /** Browses, writes, buys with an address, corrects it, is shipped to, is told. */
    private Shopper inTheChat(Shop shop) {
        Shopper ada = shop.shopper().consenting();
        tokens.add(ada.token());
        ada.say(text);
        shop.http()
                .put("/chat/v1/conversations/" + ada.conversationId() + "/phone", "{\"phone\": \"+" + phone + "\"}")
                .expect(200);
        ada.tap("add:cage");
        ada.tap("cart:checkout");
        address(ada, street);
        ada.tapOffered("pay:now");
        JsonNode asked = ada.awaitNotice("payment_request");
        tokens.add(payToken(asked));
        CardJourneyIT.pay(asked, "pm_card_visa").expect(200);
        ada.awaitNotice("order_confirmation");
        String orderNo = asked.path("notice").path("order_no").asText();
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        shop.awaitStatus(orderId, "confirmed");
        ada.tap("address:" + orderNo);
        address(ada, secondStreet);
        ada.awaitNotice("address_corrected");
        refund(shop, orderId);
        ada.awaitNotice("refund");
        shop.ship(orderId);
        ada.awaitNotice("shipping");
        return ada;
    }

    /** An order of a customer with everything, its address corrected by the shop, cancelled with a reason. */
    private void byRest(Shop shop) {
        String order = shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "cage", "quantity": 1}], "payment_method": "cod",
                         "customer": {"name": "%s", "email": "%s", "phone": "+%s"}, "delivery_address": %s}"""
                                .formatted(name, email, phone, addressJson(street)))
                .expect(202)
                .path("order_id")
                .asText();
        shop.awaitStatus(order, "confirmed");
        Http.Answer seen = shop.http().get("/orders/v1/orders/" + order);
        seen.expect(200);
        JsonNode corrected = shop.http()
                .send(
                        "PUT",
                        "/orders/v1/orders/" + order + "/delivery-address",
                        "application/json",
                        addressJson(secondStreet),
                        "If-Match",
                        seen.header("ETag"))
                .expect(200);
        assertEquals(
                secondStreet + " 7", corrected.at("/delivery_address/street").asText());
        shop.http()
                .post("/orders/v1/orders/" + order + "/cancellation", "{\"reason\": \"" + refundReason + "\"}")
                .expect(200);
        shop.awaitStatus(order, "cancelled");
    }

    /** What goes wrong is logged most of all: bodies that can't be read, values that can't be kept, tokens that don't hold. */
    private void strangeThings(Shop shop, Shopper ada) {
        shop.http().post("/orders/v1/orders", "{\"customer\": {\"name\": \"" + name + "\", \"email\": 7");
        shop.http().post("/orders/v1/orders", "{\"customer\": {\"name\": {\"" + name + "\": \"" + email + "\"}}}");
        shop.http().put("/chat/v1/business/contact-number", "{\"phone\": \"+" + contactPhone + "x\"}");
        ada.http()
                .post(
                        "/chat/v1/conversations/" + ada.conversationId() + "/messages",
                        "{\"type\": \"" + text + "\", \"text\": {\"body\": \"" + text + "\"}}");
        new Http(platform().origin(), null).get("/chat/v1/shops/" + name + "?phone=" + phone + "&q=" + email);
        new Http(platform().origin(), ada.token().substring(1)).get("/chat/v1/conversations?q=" + name);
    }

    private void staff(Shop shop) {
        shop.http()
                .post(
                        "/chat/v1/staff",
                        "{\"email\": \"%s\", \"password\": \"%s\", \"display_name\": \"%s\"}"
                                .formatted(staffMail, password, name))
                .expect(201);
        for (String tried : List.of(password, password + "x")) {
            new Http(platform().origin(), null)
                    .post(
                            "/chat/v1/console/session",
                            "{\"email\": \"" + staffMail + "\", \"password\": \"" + tried + "\"}");
        }
        shop.http().put("/chat/v1/business/contact-number", "{\"phone\": \"+" + contactPhone + "\"}");
        tokens.add(shop.token());
    }

    private void refund(Shop shop, String orderId) {
        String payment = shop.http()
                .get("/payments/v1/payments?order_id=" + orderId)
                .expect(200)
                .path("data")
                .path(0)
                .path("payment_id")
                .asText();
        shop.http()
                .post(
                        "/payments/v1/payments/" + payment + "/refunds",
                        "{\"amount_minor\": 100, \"reason\": \"" + refundReason + "\"}")
                .expect(202);
    }

    private void address(Shopper ada, String where) {
        JsonNode asked = ada.await(
                message -> message.toString().contains("address_message")
                        && message.path("direction").asText().equals("outbound"),
                "the question for the address");
        ada.reply(
                """
                {"type": "interactive", "context": {"id": "%s"}, "interactive": {"type": "nfm_reply", "nfm_reply":
                 {"name": "address_message", "body": "sent", "response_json": "%s"}}}"""
                        .formatted(
                                asked.path("id").asText(),
                                ("{\"values\":" + addressJson(where) + "}").replace("\"", "\\\"")));
    }

    private String addressJson(String where) {
        return "{\"name\": \"%s\", \"street\": \"%s 7\", \"postcode\": \"50667\", \"city\": \"Köln\", \"country\": \"DE\", \"phone\": \"+%s\"}"
                .formatted(name, where, phone);
    }

    private static String payToken(JsonNode asked) {
        String uri = asked.at("/message/interactive/action/parameters/payment_settings/0/payment_link/uri")
                .asText();
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static void plant(String topic, byte[] value, String header) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, value);
            record.headers().add("planted", header.getBytes(StandardCharsets.UTF_8));
            producer.send(record);
        }
    }

    private static String word() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** A German number that nobody has, in digits. */
    private static String digits() {
        return "4930" + ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000);
    }
}
