package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.access.Callers;
import io.tresen.engines.badinput.Scene;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What tests of every endpoint share: a shop with all that {@link AccessIT#TABLE} names. */
abstract class EveryEndpoint extends OnEngines {

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    private Api shop;
    private final Map<String, String> things = new HashMap<>();

    /** @param app takes the shop's webhook */
    Scene scene(TestReceiver app) {
        shop = Api.register("de");
        Staff owner = owner(shop);
        Api other = Api.register("de");
        Staff otherOwner = owner(other);
        Talker ada = shop.shopper();
        app.answering(call -> call.method().equals("GET")
                ? Answer.of(200, call.target().replaceAll(".*hub\\.challenge=([^&]*).*", "$1"))
                : Answer.of(200, ""));
        things.put("url", app.url("/hook"));
        shop.authorized()
                .body(Map.of("url", app.url("/hook"), "verify_token", "v", "app_secret", "s"))
                .put("/chat/v1/business/webhook")
                .then()
                .statusCode(200);
        ofPeople(owner);
        ofConversation(ada);
        ofCloudApi();
        Callers callers = Callers.of(
                shop.token(),
                owner.token(),
                owner.agent("ann").token(),
                ada.token(),
                shop.shopper().token(),
                other.token(),
                otherOwner.token(),
                otherOwner.agent("amy").token(),
                other.shopper().token());
        return new Scene(callers, things);
    }

    private static Staff owner(Api shop) {
        String email = "o@" + shop.handle() + ".example";
        shop.authorized()
                .body(Map.of("email", email, "password", Staff.PASSWORD, "display_name", "Olga"))
                .post("/chat/v1/staff")
                .then()
                .statusCode(201);
        return Staff.signIn(email, Staff.PASSWORD);
    }

    private void ofPeople(Staff owner) {
        String fresh = UUID.randomUUID().toString().substring(0, 12);
        things.put("business", shop.businessId().toString());
        things.put("handle", shop.handle());
        things.put("fresh_handle", "shop-f" + fresh);
        things.put("other_handle", "shop-o" + fresh);
        things.put("email", fresh + "@example.org");
        things.put("staff", owner.agent("ben").staffId().toString());
        things.put(
                "invitation",
                owner.inviting("i" + fresh + "@example.org", "agent")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("invitation_id"));
        things.put(
                "canned",
                shop.authorized()
                        .body(Map.of("title", "Hello", "text", "Hello"))
                        .post("/chat/v1/canned-answers")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("canned_answer_id"));
    }

    private void ofConversation(Talker ada) {
        things.put("conversation", ada.conversationId().toString());
        things.put("wa_id", ada.waId());
        ada.says("Hello");
        things.put(
                "message",
                await().until(
                                () -> ada.history().stream()
                                        .filter(it ->
                                                it.path("direction").asText().equals("outbound"))
                                        .findFirst(),
                                it -> it.isPresent())
                        .orElseThrow()
                        .path("id")
                        .asText());
        things.put(
                "picture",
                given().header("Authorization", "Bearer " + ada.token())
                        .contentType("image/png")
                        .body(PICTURE)
                        .post(ada.path() + "/media")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        things.put(
                "delivery",
                await().until(
                                () -> shop.authorized()
                                        .get("/chat/v1/business/webhook/deliveries")
                                        .then()
                                        .extract()
                                        .<String>path("data[0].id"),
                                Objects::nonNull));
    }

    private void ofCloudApi() {
        var profile = shop.authorized().get("/chat/v1/business");
        CloudApi app = new CloudApi(shop, profile.path("phone_number_id"), profile.path("waba_id"));
        things.put("version", "v23.0");
        things.put("phone_number_id", app.phoneNumberId());
        things.put("waba_id", app.wabaId());
        things.put(
                "template",
                app.create("offer", "UTILITY", "[{'type': 'BODY', 'text': 'Hello'}]")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id"));
        things.put(
                "media",
                given().header("Authorization", "Bearer " + shop.token())
                        .multiPart("messaging_product", "whatsapp")
                        .multiPart("type", "image/png")
                        .multiPart("file", "a.png", PICTURE, "image/png")
                        .post("/v23.0/" + app.phoneNumberId() + "/media")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id"));
        things.put(
                "qr",
                app.authorized()
                        .post("/v23.0/" + app.phoneNumberId() + "/message_qrdls?prefilled_message=hello")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("code"));
    }
}
