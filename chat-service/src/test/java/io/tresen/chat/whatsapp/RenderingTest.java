package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Messages;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.message.MetaFile;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes out in place of what Meta has not; each request is one that Meta's file takes. */
class RenderingTest {

    private static final Capabilities NOTHING = new Capabilities(false, false, false);
    private static final Capabilities ALL = new Capabilities(true, true, true);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, Product> products = new LinkedHashMap<>();
    private Sender to = new Sender("4916012345", null);
    private String answered;
    private int payment = 1;

    private JsonNode render(String message, Capabilities capabilities) {
        try {
            return render((ObjectNode) new ObjectMapper().readTree(message.replace('\'', '"')), capabilities);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode render(ObjectNode message, Capabilities capabilities) {
        JsonNode request = Rendering.request(new SendFacts(
                "wamid.ours",
                message,
                to,
                capabilities,
                "555",
                Phrases.of(Language.EN),
                payment,
                answered,
                products,
                "https://shop.example/chat/s/tea/address/token",
                id -> "https://shop.example/media/" + id,
                "https://shop.example",
                NOW));
        MetaFile.load().ifPresent(it -> assertEquals("", it.faultsOfSend(request), request.toString()));
        assertEquals("wamid.ours", request.path("biz_opaque_callback_data").asText());
        return request;
    }

    private void sells(String id, long price, String picture) {
        products.put(
                id,
                new Product(
                        new UUID(0, 1),
                        id,
                        "Tea " + id,
                        "",
                        new Money(price, "EUR"),
                        null,
                        null,
                        null,
                        Map.of(),
                        false,
                        true,
                        picture,
                        false,
                        null,
                        1,
                        1));
    }

    @Test
    void aShopperIsReachedByNumberOrElseByUserId() {
        assertEquals(
                "4916012345",
                render("{'type': 'text', 'text': {'body': 'x'}}", NOTHING)
                        .path("to")
                        .asText());
        to = new Sender(null, "DE.42");
        JsonNode request = render("{'type': 'text', 'text': {'body': 'x'}}", NOTHING);
        assertEquals("DE.42", request.path("recipient").asText());
        assertFalse(request.has("to"));
    }

    @Test
    void whatIsAnsweredHasMetasId() {
        answered = "wamid.meta";
        assertEquals(
                "wamid.meta",
                render("{'type': 'text', 'text': {'body': 'x'}, 'context': {'message_id': 'wamid.o'}}", NOTHING)
                        .at("/context/message_id")
                        .asText());
        JsonNode reaction =
                render("{'type': 'reaction', 'reaction': {'message_id': 'wamid.o', 'emoji': '👍'}}", NOTHING);
        assertEquals("wamid.meta", reaction.at("/reaction/message_id").asText());
        assertFalse(reaction.has("context"));
        answered = null;
        assertFalse(render("{'type': 'text', 'text': {'body': 'x'}, 'context': {'message_id': 'wamid.o'}}", NOTHING)
                .has("context"));
    }

    @Test
    void aTemplateGoesWithoutWhatOnlyTheWebChatNeeds() {
        JsonNode request = render(
                "{'type': 'template', 'template': {'name': 't', 'language': {'code': 'en'}, 'components': [],"
                        + " 'rendered': {'body': 'x'}}}",
                NOTHING);
        assertFalse(request.path("template").has("rendered"));
    }

    @Test
    void anAddressIsAskedForOnAPageWhereThereIsNoForm() {
        JsonNode request = render(
                Messages.addressRequest("Where to?", "DE", null, Map.of()).message(), NOTHING);
        assertEquals("cta_url", request.at("/interactive/type").asText());
        assertEquals("Where to?", request.at("/interactive/body/text").asText());
        assertEquals(
                "https://shop.example/chat/s/tea/address/token",
                request.at("/interactive/action/parameters/url").asText());
    }

    @Test
    void indiasFormHasIndiasFields() {
        Address known = new Address("Asha", "MG Road 1", "40006", "Mumbai", "IN", null, "+91982");
        JsonNode form = render(
                Messages.addressRequest("Where to?", "IN", known, Map.of()).message(), ALL);
        assertEquals("address_message", form.at("/interactive/type").asText());
        assertEquals(
                "40006",
                form.at("/interactive/action/parameters/values/in_pin_code").asText());
        assertEquals(
                "on_file",
                form.at("/interactive/action/parameters/saved_addresses/0/id").asText());
        assertEquals(
                "MG Road 1",
                form.at("/interactive/action/parameters/saved_addresses/0/value/address")
                        .asText());
        JsonNode faulty = render(
                Messages.addressRequest("Again", "IN", known, Map.of("postcode", "does not fit"))
                        .message(),
                ALL);
        assertEquals(
                "{\"in_pin_code\":\"does not fit\"}",
                faulty.at("/interactive/action/parameters/validation_errors").toString());
        JsonNode empty = render(
                Messages.addressRequest("Where to?", "IN", null, Map.of()).message(), ALL);
        assertEquals(
                "{\"country\":\"IN\"}",
                empty.at("/interactive/action/parameters").toString());
    }

    private static String order(String more) {
        return "{'type': 'interactive', 'interactive': {'type': 'order_details', 'body': {'text': 'Please pay order T1.'},"
                + " 'action': {'name': 'review_and_pay', 'parameters': {'reference_id': 'T00001', 'type':"
                + " 'physical-goods', 'currency': 'EUR', 'total_amount': {'value': 2480, 'offset': 100},"
                + " 'payment_settings': [{'type': 'payment_link', 'payment_link': {'uri': 'https://shop.example/pay/1'}}],"
                + " 'order': {'status': 'pending', 'items': [{'retailer_id': 'cup', 'name': 'Cup', 'quantity': 2,"
                + " 'amount': {'value': 995, 'offset': 100}}], 'subtotal': {'value': 1990, 'offset': 100}" + more
                + "}}}}}";
    }

    @Test
    void aSumIsToldInItsPartsWithAButtonToPayWhereThereAreNoPayments() {
        JsonNode request = render(
                order(", 'shipping': {'value': 590, 'offset': 100}, 'discount': {'value': 100, 'offset': 100}, 'tax':"
                        + " {'value': 0, 'offset': 100, 'description': 'incl. 19 % VAT: €3.96'}"),
                NOTHING);
        assertEquals("cta_url", request.at("/interactive/type").asText());
        assertEquals(
                "Please pay order T1.\n\n2 × Cup: €9.95\n\nSubtotal: €19.90\nDelivery: €5.90\nDiscount: -€1.00\nTotal:"
                        + " €24.80\nincl. 19 % VAT: €3.96",
                request.at("/interactive/body/text").asText());
        assertEquals(
                "https://shop.example/pay/1",
                request.at("/interactive/action/parameters/url").asText());
    }

    @Test
    void theSumsStayWholeHoweverManyLinesThereAre() {
        String many = IntStream.range(0, 90)
                .mapToObj(i -> "{'retailer_id': 'r" + i + "', 'name': 'A cup of a long name number " + i
                        + "', 'quantity': 1, 'amount': {'value': 1, 'offset': 100}}")
                .collect(Collectors.joining(", ", "'items': [", "]"));
        JsonNode request = render(order("").replaceAll("'items': \\[[^]]*]", many), NOTHING);
        String text = request.at("/interactive/body/text").asText();
        assertTrue(text.codePointCount(0, text.length()) <= 1024);
        assertTrue(text.endsWith("Total: €24.80") && text.contains("more\n\n"), text);
    }

    @Test
    void aFurtherAttemptToPayHasItsNumberBehindTheOrders() {
        assertEquals(
                "T00001",
                render(order(", 'shipping': {'value': 490, 'offset': 100}"), ALL)
                        .at("/interactive/action/parameters/reference_id")
                        .asText());
        payment = 2;
        JsonNode second = render(order(", 'shipping': {'value': 490, 'offset': 100}"), ALL);
        assertEquals(
                "T00001-2",
                second.at("/interactive/action/parameters/reference_id").asText());
        assertEquals(
                "{\"value\":0,\"offset\":100}",
                second.at("/interactive/action/parameters/order/tax").toString());
    }

    @Test
    void aProductIsAPictureWithButtonsWhereNoCatalogIsLinked() {
        sells("cup", 990, "https://shop.example/cup.jpg");
        String message =
                "{'type': 'interactive', 'interactive': {'type': 'product', 'body': {'text': 'Look:'}, 'action':"
                        + " {'catalog_id': 'ours', 'product_retailer_id': 'cup'}}}";
        JsonNode request = render(message, NOTHING);
        assertEquals("button", request.at("/interactive/type").asText());
        assertEquals(
                "https://shop.example/cup.jpg",
                request.at("/interactive/header/image/link").asText());
        assertEquals(
                "Look:\n\nTea cup\n€9.90", request.at("/interactive/body/text").asText());
        assertEquals(
                "add:cup", request.at("/interactive/action/buttons/0/reply/id").asText());
        assertEquals(
                "product:cup",
                request.at("/interactive/action/buttons/1/reply/id").asText());
        assertEquals(
                "555", render(message, ALL).at("/interactive/action/catalog_id").asText());
        sells("cup", 990, "http://shop.example/cup.jpg");
        assertFalse(render(message, NOTHING).path("interactive").has("header"), "Meta fetches by https alone");
    }

    @Test
    void aPictureOfOurOwnMessagesIsOneThatMetaFetchesOrNone() {
        String message =
                "{'type': 'interactive', 'interactive': {'type': 'button', 'header': {'type': 'image', 'image':"
                        + " {'link': '%s'}}, 'body': {'text': 'x'}, 'action': {'buttons': [{'type': 'reply', 'reply': {'id': 'a',"
                        + " 'title': 'b'}}]}}}";
        assertEquals(
                "https://shop.example/p/cup.jpg",
                render(message.formatted("/p/cup.jpg"), NOTHING)
                        .at("/interactive/header/image/link")
                        .asText());
        assertFalse(render(message.formatted("http://localhost/cup.jpg"), NOTHING)
                .path("interactive")
                .has("header"));
    }

    @Test
    void productsAreAListOfTenAtMostWhereNoCatalogIsLinked() {
        String items = IntStream.range(0, 12)
                .peek(i -> sells("t" + i, 100 + i, null))
                .mapToObj(i -> "{'product_retailer_id': 't" + i + "'}")
                .collect(Collectors.joining(", "));
        String message = "{'type': 'interactive', 'interactive': {'type': 'product_list', 'header': {'type': 'text',"
                + " 'text': 'Teas'}, 'body': {'text': 'Ours:'}, 'action': {'catalog_id': 'ours', 'sections': [{'title':"
                + " 'a', 'product_items': [" + items + "]}]}}}";
        JsonNode rows = render(message, NOTHING).at("/interactive/action/sections/0/rows");
        assertEquals(10, rows.size());
        assertEquals("product:t0", rows.at("/0/id").asText());
        assertEquals("€1.00", rows.at("/0/description").asText());
        assertEquals("menu:catalog", rows.at("/9/id").asText());
        assertEquals(
                "555", render(message, ALL).at("/interactive/action/catalog_id").asText());
        JsonNode twice = render(message.replace("'t1'", "'t0'"), NOTHING).at("/interactive/action/sections/0/rows");
        assertEquals("product:t2", twice.at("/1/id").asText(), "Meta takes a row's id once");
        products.clear();
        assertEquals("text", render(message, NOTHING).path("type").asText());
    }

    @Test
    void theWholeCatalogIsAButtonIntoOurs() {
        sells("cup", 990, "https://shop.example/cup.jpg");
        JsonNode request = render(
                "{'type': 'interactive', 'interactive': {'type': 'catalog_message', 'body': {'text': 'All:'}, 'action':"
                        + " {'name': 'catalog_message', 'parameters': {'thumbnail_product_retailer_id': 'cup'}}}}",
                NOTHING);
        assertEquals(
                "menu:catalog",
                request.at("/interactive/action/buttons/0/reply/id").asText());
        assertEquals(
                "https://shop.example/cup.jpg",
                request.at("/interactive/header/image/link").asText());
    }

    @Test
    void filesThatWereUploadedHereAreLinks() {
        assertEquals(
                "{\"caption\":\"c\",\"link\":\"https://shop.example/media/31\"}",
                render("{'type': 'image', 'image': {'id': '31', 'caption': 'c'}}", NOTHING)
                        .path("image")
                        .toString());
        JsonNode header = render(
                "{'type': 'interactive', 'interactive': {'type': 'button', 'header': {'type': 'image', 'image': {'id':"
                        + " '32'}}, 'body': {'text': 'x'}, 'action': {'buttons': [{'type': 'reply', 'reply': {'id': 'a',"
                        + " 'title': 'b'}}]}}}",
                NOTHING);
        assertEquals(
                "https://shop.example/media/32",
                header.at("/interactive/header/image/link").asText());
    }
}
