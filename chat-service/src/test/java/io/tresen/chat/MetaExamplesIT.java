package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.chat.message.MetaFile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every example of a request in Meta's own file is accepted, with its place-holders filled in. */
@QuarkusTest
class MetaExamplesIT extends OnEngines {

    /** Flows are not spoken here; the one template has true where its schema and ours have a text. */
    private static final Map<String, Integer> REFUSED = Map.of(
            "Send Draft Flow by ID", 131051,
            "Send Draft Flow by Name", 131051,
            "Send Published Flow by ID", 131051,
            "Send Published Flow by Name", 131051,
            "Send Flow Template Message", 132001,
            "Send Sample Issue Resolution Template", 131009);

    private static final Set<String> PRODUCTS = Set.of("sku1", "sku2", "sku3", "sku4", "2lc20305pt", "item1");

    @Inject
    Neighbours neighbours;

    @Test
    void everyExampleIsAcceptedAndWhatTheShopperGetsIsAMessageOfMetas() {
        Optional<MetaFile> meta = MetaFile.load();
        Assumptions.assumeTrue(meta.isPresent());
        CloudApi app = CloudApi.register();
        PRODUCTS.forEach(id -> neighbours.product(app.business().businessId(), id, id, 100));
        Talker knowing = app.business().shopper().consenting().says("hello");
        await().atMost(Duration.ofSeconds(20)).until(() -> PRODUCTS.stream()
                .allMatch(id -> knowing.post(Talker.tap("product:" + id, null)).statusCode() == 201
                        && knowing.last().toString().contains("add:" + id)));
        templates(app);
        Map<String, String> media = new LinkedHashMap<>();
        for (String[] kind : new String[][] {
            {"AUDIO", "audio/ogg"},
            {"DOCUMENT", "application/pdf"},
            {"IMAGE", "image/png"},
            {"VIDEO", "video/mp4"},
            {"MEDIA", "image/webp"}
        }) {
            media.put("<" + kind[0] + "_OBJECT_ID>", upload(app, kind[1]));
        }
        List<String> wrong = new ArrayList<>();
        List<JsonNode> taken = new ArrayList<>();
        new TreeMap<>(meta.get().sendExamples()).forEach((name, example) -> {
            Talker ada = app.business().shopper().says("hello");
            String request = filled(example.toString(), ada, media);
            Response answer = app.authorized().body(request).post("/v23.0/" + app.phoneNumberId() + "/messages");
            Integer expected = REFUSED.get(name);
            boolean right = expected == null
                    ? answer.statusCode() == 200
                    : answer.statusCode() == 400 && expected.equals(answer.path("error.code"));
            if (!right) {
                wrong.add(name + ": " + answer.asString());
            } else if (expected == null && !name.contains("read receipt")) {
                taken.add(ada.last());
            }
        });
        assertEquals(List.of(), wrong);
        assertTrue(taken.size() > 40);
        for (JsonNode message : taken) {
            JsonNode sent = message.path("message").deepCopy();
            ((com.fasterxml.jackson.databind.node.ObjectNode) sent)
                    .put("messaging_product", "whatsapp")
                    .put("to", "1");
            assertEquals("business_app", message.path("author").asText());
            assertEquals("", meta.get().faultsOfSend(sent), sent.toString());
        }
    }

    private static void templates(CloudApi app) {
        String three = "[{'type': 'BODY', 'text': '{{1}} {{2}} {{3}}'}%s]";
        app.create("template_name", "UTILITY", three.formatted("")).then().statusCode(200);
        app.create(
                        "template_image",
                        "UTILITY",
                        three.formatted(
                                ", {'type': 'HEADER', 'format': 'IMAGE'}, {'type': 'BUTTONS', 'buttons': [{'type':"
                                        + " 'QUICK_REPLY', 'text': 'a'}, {'type': 'QUICK_REPLY', 'text': 'b'}]}"))
                .then()
                .statusCode(200);
        app.create(
                        "intro_catalog_offer",
                        "MARKETING",
                        three.formatted(", {'type': 'BUTTONS', 'buttons': [{'type': 'CATALOG', 'text': 'Look'}]}"))
                .then()
                .statusCode(200);
        app.create("hello_world", "UTILITY", "[{'type': 'BODY', 'text': 'Hello world'}]")
                .then()
                .statusCode(200);
    }

    private static String upload(CloudApi app, String type) {
        return app.authorized()
                .contentType(ContentType.MULTIPART)
                .multiPart("messaging_product", "whatsapp")
                .multiPart("type", type)
                .multiPart("file", "file", new byte[] {1, 2, 3}, type)
                .post("/v23.0/" + app.phoneNumberId() + "/media")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String filled(String request, Talker to, Map<String, String> media) {
        String filled = request.replaceAll(
                        "\"to\":\"(\\{\\{Recipient(-WA)?-Phone-Number}}|\\+?16505551234|16315555555)\"",
                        "\"to\":\"" + to.waId() + "\"")
                .replaceAll(
                        "<MSGID_OF[A-Z_]+>|wamid\\.[A-Za-z0-9.=]+",
                        to.history().get(0).path("id").asText())
                .replaceAll("<?http\\(s\\)://([a-z-]+)>?", "https://media.example/$1")
                .replace("<HEADER_TYPE>", "text")
                .replace("<YOUR_PRODUCT1_SKU_IN_CATALOG>", "sku1")
                .replace("<YOUR_SECOND_PRODUCT1_SKU_IN_CATALOG>", "sku2")
                .replace("<YOUR_PRODUCT2_SKU_IN_CATALOG>", "sku3")
                .replace("<YOUR_SECOND_PRODUCT2_SKU_IN_CATALOG>", "sku4")
                .replace("<ID_TEST_ITEM_1>", "item1")
                .replace("<BUTTON_TEXT>", "Choose")
                .replaceAll("<SECTION_(\\d)_ROW_(\\d)_TITLE>", "Row $1 $2")
                .replaceAll("<SECTION_(\\d)_ROW_(\\d)_DESC>", "About row $1 $2")
                .replaceAll("<LIST_SECTION_(\\d)_TITLE>", "Section $1")
                .replaceAll("<BUTTON_TITLE_(\\d)>", "Button $1")
                .replaceAll("<([A-Z0-9-]+_)*(TEXT_)?(BODY|FOOTER|HEADER)[A-Z_]*>", "Some words")
                .replace("language-and-locale-code", "en")
                .replace("\"en_US\"", "\"en\"")
                .replace(
                        "template-name",
                        request.contains("\"quick_reply\"") || request.contains("the-image-url")
                                ? "template_image"
                                : "template_name");
        for (Map.Entry<String, String> file : media.entrySet()) {
            filled = filled.replace(file.getKey(), file.getValue());
        }
        return filled;
    }
}
