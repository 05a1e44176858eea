package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Message templates as a business app creates, lists, sends and removes them. */
@QuarkusTest
class TemplatesIT extends OnCloudApi {

    @ConfigProperty(name = "tresen.origin")
    String origin;

    @Test
    void aTemplateIsCreatedSentAndReadInItsWords() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String offer = "[{'type': 'body', 'text': 'Hi {{1}}, {{2}} off'}, {'type': 'BUTTONS', 'buttons': [{'type':"
                + " 'QUICK_REPLY', 'text': 'Stop'}]}]";
        app.create("offer", "MARKETING", offer)
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("category", equalTo("MARKETING"))
                .body("id", notNullValue());
        refused(app.create("offer", "MARKETING", offer), 400, 100, "name")
                .body("error.error_subcode", equalTo(2388024));
        refused(app.create("tresen_offer", "UTILITY", offer), 400, 100, "name");
        refused(app.create("no_body", "UTILITY", "[{'type': 'FOOTER', 'text': 'x'}]"), 400, 100, "components");
        String two =
                "[{'type': 'body', 'parameters': [{'type': 'text', 'text': 'Ada'}, {'type': 'text', 'text': '5 €'}]},"
                        + " {'type': 'button', 'sub_type': 'quick_reply', 'index': '0', 'parameters': [{'type': 'payload',"
                        + " 'payload': 'no-more'}]}]";
        String id = taken(app.template(ada.waId(), "offer", "en", two));
        assertEquals(
                "Hi Ada, 5 € off",
                ada.last().at("/message/template/rendered/body").asText());
        ada.post(Talker.tap("no-more", id)).then().statusCode(201);
        refused(app.template(ada.waId(), "offer", "de", two), 400, 132001, "template.name");
        refused(app.template(ada.waId(), "other", "en", two), 400, 132001, "template.name");
        refused(app.template(ada.waId(), "offer", "en", "[]"), 400, 132000, "body");
        ada.says("STOP");
        refused(app.template(ada.waId(), "offer", "en", two), 400, 131050, "marketing");
        app.create("parcel", "UTILITY", "[{'type': 'BODY', 'text': 'On its way'}]");
        taken(app.template(ada.waId(), "parcel", "en", "[]"));
        ada.says("START");
        taken(app.template(ada.waId(), "offer", "en", two));
    }

    @Test
    void anAccountHas250TemplatesWhichAreListedPageByPage() {
        CloudApi app = CloudApi.register();
        String body = "[{'type': 'BODY', 'text': 'Hello world'}]";
        String id = app.create("a_first", "UTILITY", body).path("id");
        database.run(tx -> tx.update(
                "insert into message_template (business_id, name, language, category, status, components, created_at)"
                        + " select $1, 'n' || lpad(n::text, 3, '0'), 'en', 'marketing', 'approved', $2::text::jsonb, now()"
                        + " from generate_series(1, 248) as n",
                app.business().businessId(),
                CloudApi.json(body.replace("world", "again"))));
        app.create("z_last", "UTILITY", body).then().statusCode(200);
        refused(app.create("one_more", "UTILITY", body), 400, 100, "name: an account has at most 250 templates");
        refused(app.create("z_last", "UTILITY", body), 400, 100, "name").body("error.error_subcode", equalTo(2388024));
        String large = "[{'type': 'BODY', 'text': 'a', 'example': '" + "x".repeat(16_384) + "'}]";
        refused(
                app.authorized()
                        .body(CloudApi.json("{'components': " + large + "}"))
                        .post("/v23.0/" + id),
                400,
                100,
                "components");

        assertEquals(
                IntStream.rangeClosed(1, 248).mapToObj("n%03d"::formatted).toList(),
                names(app, "&category=marketing&name_or_content=Hello%20again"));
        List<String> all = names(app, "");
        assertEquals(all.stream().sorted().toList(), all);
        assertTrue(all.size() > 250 && all.containsAll(List.of("a_first", "tresen_delivered", "z_last")), "" + all);
        assertEquals(List.of("a_first", "z_last"), names(app, "&name_or_content=Hello%20world"));
        assertEquals(List.of(), names(app, "&status=REJECTED"));
    }

    /** The names of all pages. */
    private static List<String> names(CloudApi app, String filter) {
        List<String> names = new java.util.ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = app.authorized()
                    .urlEncodingEnabled(false)
                    .get("/v23.0/" + app.wabaId() + "/message_templates?limit=90" + filter
                            + (after.isEmpty() ? "" : "&after=" + after));
            page.then().statusCode(200);
            names.addAll(page.path("data.name"));
            after = page.path("paging.cursors.after");
        }
        return names;
    }

    @Test
    void templatesAreListedPausedAndRemoved() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String id = app.create("hello_world", "UTILITY", "[{'type': 'BODY', 'text': 'Hello world'}]")
                .path("id");
        String list = "/v23.0/" + app.wabaId() + "/message_templates";
        app.authorized()
                .get(list + "?limit=100")
                .then()
                .statusCode(200)
                .body("data.name", hasItem("hello_world"))
                .body("data.name", hasItem("tresen_order_confirmation"))
                .body(
                        "data.find {it.name == 'tresen_order_confirmation' && it.language == 'en'}.components[0].text",
                        equalTo("Order {{1}} is confirmed. Total: {{2}}. Thank you!"));
        app.authorized()
                .get(list + "?name=tresen_payment_request&language=de")
                .then()
                .statusCode(200)
                .body("data.find {it.name == 'tresen_payment_request'}.components[1].buttons.type", hasItem("URL"))
                .body(
                        "data.find {it.name == 'tresen_payment_request'}.components[1].buttons[0].url",
                        equalTo(origin + "/payments/v1/pay/{{1}}"));
        Response first = app.authorized().get(list + "?limit=2&category=UTILITY");
        first.then().statusCode(200).body("data.size()", equalTo(2));
        app.authorized()
                .get(list + "?limit=2&category=UTILITY&after=" + first.path("paging.cursors.after"))
                .then()
                .statusCode(200)
                .body("data[0].name", notNullValue());
        refused(app.authorized().get(list + "?limit=101"), 400, 100, "limit");
        refused(CloudApi.register().authorized().get(list), 400, 100, "waba_id");
        app.authorized().get("/v23.0/" + id).then().statusCode(200).body("name", equalTo("hello_world"));
        app.authorized()
                .body("{\"status\": \"PAUSED\"}")
                .post("/v23.0/" + id)
                .then()
                .statusCode(200);
        refused(app.template(ada.waId(), "hello_world", "en", "[]"), 400, 132015, "paused");
        app.authorized()
                .body("{\"status\": \"APPROVED\"}")
                .post("/v23.0/" + id)
                .then()
                .statusCode(200);
        taken(app.template(ada.waId(), "hello_world", "en", "[]"));
        app.authorized()
                .delete(list + "?name=hello_world")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        refused(app.authorized().delete(list + "?name=hello_world"), 400, 100, "name");
        refused(app.template(ada.waId(), "hello_world", "en", "[]"), 400, 132001, "template.name");
        taken(app.template(
                ada.waId(),
                "tresen_delivered",
                "en",
                "[{'type': 'body', 'parameters': [{'type': 'text', 'text': 'T00001'}]}]"));
        assertEquals(
                "Order T00001 has arrived.",
                ada.last().at("/message/template/rendered/body").asText());
    }
}
