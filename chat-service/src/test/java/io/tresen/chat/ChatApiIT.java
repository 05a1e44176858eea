package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.messaging.Ids;
import io.tresen.messaging.seal.Unsealer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The journey of a business and a shopper over HTTP, and what the other services hear of it. */
@QuarkusTest
class ChatApiIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @Inject
    Unsealer unsealer;

    @Test
    void aBusinessRegistersGetsATokenAndIsTold() {
        Api shop = Api.register("de");
        shop.authorized()
                .get("/chat/v1/business")
                .then()
                .statusCode(200)
                .body("waba_id", matchesPattern("[0-9]{15}"))
                .body("phone_number_id", matchesPattern("[0-9]{15}"))
                .body("client_secret", equalTo(null))
                .body("chat_url", matchesPattern("https?://[^/]+/chat/s/" + shop.handle()))
                .body("checklist[0].done", equalTo(true));
        shop.authorized()
                .body("{\"enabled\": true, \"languages\": [\"en\"], \"payment_methods\": [\"cod\"]}")
                .put("/chat/v1/business/assistant")
                .then()
                .statusCode(200)
                .body("payment_methods", equalTo(List.of("cod")));
        await().atMost(Duration.ofSeconds(45))
                .until(() -> neighbours
                                .heard(Topics.CHAT_BUSINESS, shop.businessId(), BusinessChanged.class)
                                .size()
                        == 2);
        BusinessChanged told = neighbours
                .heard(Topics.CHAT_BUSINESS, shop.businessId(), BusinessChanged.class)
                .get(1);
        assertEquals(List.of(PaymentMethod.COD), told.getPaymentMethods());
        assertEquals(2, told.getVersion());
    }

    @Test
    void aRegistrationIsRefusedByName() {
        Api shop = Api.register("de");
        Api.registering(shop.handle(), "de").then().statusCode(409).body("type", endsWith("/handle-taken"));
        Api.registering("No Handle", "de").then().statusCode(422).body("errors[0].pointer", equalTo("/handle"));
        Api.registering("fine-" + UUID.randomUUID().toString().substring(0, 8), "fr")
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        """
                        {"name": "T", "handle": "terms-not", "country": "DE", "currency": "EUR", "language": "de",
                         "accepted_terms": false}""")
                .post("/chat/v1/businesses")
                .then()
                .statusCode(422)
                .body("type", endsWith("/terms-not-accepted"));
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "short")
                .body("{}")
                .post("/chat/v1/businesses")
                .then()
                .statusCode(422);
        shop.authorized()
                .body("{\"currency\": \"USD\"}")
                .put("/chat/v1/business")
                .then()
                .statusCode(422)
                .body("type", endsWith("/currency-fixed"));
    }

    @Test
    void theTokenEndpointSpeaksRfc6749() {
        Api shop = Api.register("de");
        given().auth()
                .preemptive()
                .basic(shop.clientId(), shop.secret())
                .formParam("grant_type", "client_credentials")
                .formParam("long_lived", "true")
                .post("/chat/oauth2/token")
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(60 * 24 * 3600));
        given().formParams(
                        Map.of("grant_type", "client_credentials", "client_id", shop.clientId(), "client_secret", "no"))
                .post("/chat/oauth2/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("error", equalTo("invalid_client"));
        given().formParam("grant_type", "password")
                .post("/chat/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        given().formParam("x", "y")
                .post("/chat/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aRotatedSecretIsDeadAtOnceAndATokenUntilItIsRevoked() {
        Api shop = Api.register("de");
        Response rotated = shop.authorized().post("/chat/v1/business/credentials");
        rotated.then().statusCode(201).body("client_id", equalTo(shop.clientId()));
        given().formParams(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        shop.clientId(),
                        "client_secret",
                        shop.secret()))
                .post("/chat/oauth2/token")
                .then()
                .statusCode(401);
        shop.authorized().get("/chat/v1/business").then().statusCode(200);
        given().formParams(Map.of(
                        "token",
                        shop.token(),
                        "client_id",
                        shop.clientId(),
                        "client_secret",
                        rotated.path("client_secret")))
                .post("/chat/oauth2/revoke")
                .then()
                .statusCode(200);
        shop.authorized()
                .get("/chat/v1/business")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void aShopperTalksWithoutSigningUpAndSeesOnlyTheirOwn() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper();
        Talker bob = shop.shopper();
        assertTrue(ada.waId().matches("[0-9]{15}"));
        ada.says("Hallo");
        List<JsonNode> all = ada.history();
        assertEquals(3, all.size());
        assertEquals("inbound", all.get(0).path("direction").asText());
        assertEquals("received", all.get(0).path("status").asText());
        assertEquals("disclosure", all.get(1).path("notice").path("kind").asText());
        assertEquals("delivered", all.get(2).path("status").asText());
        assertEquals("assistant", all.get(2).path("author").asText());
        assertTrue(all.stream().allMatch(it -> it.path("id").asText().startsWith("wamid.")));
        bob.authorized().get(ada.path() + "/messages").then().statusCode(404);
        ada.authorized().get("/chat/v1/business").then().statusCode(403);
        Api.register("de").authorized().get(ada.path() + "/messages").then().statusCode(404);
        shop.authorized().get(ada.path() + "/messages").then().statusCode(200);
        given().get(ada.path() + "/messages").then().statusCode(401);
    }

    @Test
    void messagesArePagedByTheirIdsAndTheirStatusNeverGoesBack() {
        Talker ada = Api.register("en").shopper().says("hello").says("help");
        String first = ada.history().get(0).path("id").asText();
        Response page = ada.authorized().get(ada.path() + "/messages?limit=2&after=" + first);
        page.then().statusCode(200);
        List<String> ids = page.path("data.id");
        assertEquals(ids.get(1), page.path("paging.next"));
        ada.authorized().get(ada.path() + "/messages?limit=101").then().statusCode(400);
        ada.authorized().get(ada.path() + "/messages?after=wamid.no").then().statusCode(400);
        String status = ada.path() + "/messages/" + ids.get(0) + "/status";
        ada.authorized().body("{\"status\": \"read\"}").put(status).then().statusCode(200);
        ada.authorized()
                .body("{\"status\": \"delivered\"}")
                .put(status)
                .then()
                .statusCode(200)
                .body("status", equalTo("read"));
        ada.authorized().body("{\"status\": \"eaten\"}").put(status).then().statusCode(422);
        ada.authorized()
                .body("{\"status\": \"read\"}")
                .put(ada.path() + "/messages/" + first + "/status")
                .then()
                .statusCode(409);
    }

    @Test
    void aMessageIsTakenOncePerKeyAndAStrangeOneIsRefused() {
        Talker ada = Api.register("de").shopper();
        String hello = "{\"type\": \"text\", \"text\": {\"body\": \"Hallo\"}}";
        ada.authorized().body(hello).post(ada.path() + "/messages").then().statusCode(400);
        String id = ada.post("key-1", hello).path("id");
        ada.post("key-1", hello)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        ada.post("key-1", hello.replace("Hallo", "Hi"))
                .then()
                .statusCode(422)
                .body("type", endsWith("/idempotency-key-reused"));
        ada.post("{\"type\": \"text\", \"text\": {\"body\": 7}}").then().statusCode(400);
        ada.post("{\"type\": \"text\", \"text\": {\"body\": \"" + "x".repeat(4097) + "\"}}")
                .then()
                .statusCode(422);
        ada.post("{\"type\": \"sticker\"}").then().statusCode(422).body("errors[0].pointer", equalTo("/type"));
        ada.post("{\"type\": \"text\"}").then().statusCode(422);
        ada.post("[]").then().statusCode(400);
        ada.post("{\"type\": \"text\", \"text\": {\"body\": \"\\u0000\"}}")
                .then()
                .statusCode(400);
        ada.post(Talker.cart("x", 0, "1")).then().statusCode(422);
        ada.post(Talker.tap("made:up", null)).then().statusCode(422).body("type", endsWith("/unknown-choice"));
        ada.post(Talker.tap("menu:cart", "wamid.unknown")).then().statusCode(422);
        String answered = ada.offer("menu:cart").path("id").asText();
        ada.post(Talker.tap("cart:clear", answered)).then().statusCode(422);
        ada.post(Talker.tap("menu:help", answered)).then().statusCode(201);
    }

    @Test
    void aTokenIsRenewedAndKeepsTheShopper() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper();
        ada.authorized().post(ada.path() + "/token").then().statusCode(201).body("expires_in", equalTo(30 * 24 * 3600));
        shop.shopper().authorized().post(ada.path() + "/token").then().statusCode(404);
        shop.authorized().post(ada.path() + "/token").then().statusCode(403);
        Response again = ada.authorized().body("{}").post("/chat/v1/shops/" + shop.handle() + "/conversations");
        again.then().statusCode(201).body("shopper_id", equalTo(ada.shopperId().toString()));
        UUID second = UUID.fromString(again.path("conversation_id"));
        await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> {
            List<ShopperChanged> told = neighbours.heard(Topics.CHAT_SHOPPER, ada.shopperId(), ShopperChanged.class);
            assertEquals(2, told.size());
            assertEquals(List.of(ada.conversationId(), second), told.get(1).getConversationIds());
            assertEquals(ada.conversationId(), told.get(1).getLatestConversationId());
        });
        given().contentType(ContentType.JSON)
                .post("/chat/v1/shops/no-such-shop/conversations")
                .then()
                .statusCode(404);
    }

    @Test
    void consentNamesTheVersionThatWasRead() {
        Talker ada = Api.register("de").shopper();
        ada.authorized()
                .body("{\"business_terms\": true, \"version\": \"7\"}")
                .put(ada.path() + "/consent")
                .then()
                .statusCode(409)
                .body("type", endsWith("/terms-outdated"));
        ada.consenting().taps("menu:catalog");
        assertTrue(ada.notices("consent_needed").isEmpty());
        ada.authorized()
                .body("{\"business_terms\": false}")
                .put(ada.path() + "/consent")
                .then()
                .statusCode(200);
        ada.taps("menu:catalog");
        assertEquals(1, ada.notices("consent_needed").size());
    }

    @Test
    void aPersonTakesOverAnswersAndHandsBack() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper().says("Hallo").says("Mensch");
        int before = ada.history().size();
        ada.says("Seid ihr da?");
        assertEquals(before + 1, ada.history().size(), "the assistant is silent");
        shop.authorized()
                .get("/chat/v1/conversations?status=human")
                .then()
                .statusCode(200)
                .body("data[0].conversation_id", equalTo(ada.conversationId().toString()))
                .body("data[0].display_name", equalTo("Ada"));
        shop.authorized()
                .body("{\"type\": \"text\", \"text\": {\"body\": \"Ja!\"}}")
                .post(ada.path() + "/replies")
                .then()
                .statusCode(201);
        assertEquals("human", ada.last().path("author").asText());
        shop.authorized()
                .body("{\"to\": \"assistant\"}")
                .post(ada.path() + "/handover")
                .then()
                .statusCode(200);
        assertEquals("disclosure", ada.last().path("notice").path("kind").asText());
        ada.authorized()
                .body("{\"to\": \"human\"}")
                .post(ada.path() + "/handover")
                .then()
                .statusCode(403);
        shop.authorized().get("/chat/v1/conversations?status=asleep").then().statusCode(400);
    }

    @Test
    void theWholePurchaseByButtonsIsOneCheckoutEvenIfThePayButtonIsTappedTwentyTimesAtOnce() throws Exception {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        neighbours.available(shop.businessId(), "tee", 10L, 1);
        Talker ada = shop.shopper();
        ada.taps("product:tee").tapsOffered("consent:accept");
        assertTrue(ada.text().contains("4,50 €"));
        ada.tapsOffered("add:tee")
                .tapsOffered("cart:show")
                .tapsOffered("cart:checkout")
                .livesAt("50667");
        String buttons = ada.offer("pay:cod").path("id").asText();
        for (Response answer : atOnce(20, () -> ada.post(Talker.tap("pay:cod", buttons)))) {
            assertEquals(201, answer.statusCode(), answer.asString());
        }
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        await().atMost(Duration.ofSeconds(45)).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                .isEmpty());
        List<CheckoutRequested> told =
                neighbours.heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class);
        assertEquals(1, told.size());
        CheckoutRequested checkout = told.get(0);
        assertEquals(orderId, checkout.getOrderId());
        assertEquals(450, checkout.getExpectedTotal().getAmountMinor());
        assertEquals(
                Ids.v5(shop.businessId(), "tee"), checkout.getLines().get(0).getProductId());
        assertEquals(1, checkout.getLines().get(0).getProductVersion());
        assertFalse(checkout.toString().contains("50667"), "the address is sealed");
        JsonNode sealed =
                unsealer.open(checkout.getSealedDeliveryAddress(), orderId, shop.businessId(), JsonNode.class);
        assertEquals("50667", sealed.path("delivery_address").path("postcode").asText());
    }

    @Test
    void theSameCartMessageTwentyTimesInParallelIsOneOrder() throws Exception {
        Api shop = Api.register("en");
        neighbours.product(shop.businessId(), "cup", "Cup", 500);
        Talker ada = shop.shopper().consenting();
        List<Response> answers = atOnce(20, () -> ada.post("cart-1", Talker.cart("cup", 2, "5.00")));
        assertTrue(answers.stream().allMatch(it -> it.statusCode() == 201 || it.statusCode() == 409));
        atOnce(20, () -> ada.post(Talker.cart("cup", 2, "5.00")));
        ada.livesAt("50667").tapsOffered("pay:now");
        atOnce(5, () -> ada.post("cart-1", Talker.cart("cup", 2, "5.00")));
        await().atMost(Duration.ofSeconds(45)).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                .isEmpty());
        ada.taps("pay:now");
        assertEquals(
                1,
                neighbours
                        .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                        .size());
        List<String> ids =
                ada.history().stream().map(it -> it.path("id").asText()).toList();
        assertEquals(ids.size(), ada.ids().size());
    }

    @Test
    void aCartSentWithoutConsentIsHeldUntilTheTermsAreAccepted() {
        Api shop = Api.register("en");
        neighbours.product(shop.businessId(), "cup", "Cup", 500);
        Talker ada = shop.shopper();
        ada.post(Talker.cart("cup", 2, "5.00")).then().statusCode(201);
        ada.tapsOffered("consent:accept").livesAt("50667");
        assertTrue(ada.last().toString().contains("2 × Cup"), ada.text());
        ada.offer("pay:cod");
    }

    @Test
    void aProductIsFoundThoughItIsMisspeltAndAwaitedThoughItIsNew() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper().consenting();
        neighbours.product(shop.businessId(), "sencha", "Japanischer Sencha", 1290);
        ada.taps("product:sencha"); // held until the copy has it
        assertTrue(ada.text().contains("12,90 €"), ada.text());
        ada.says("sensha");
        assertTrue(ada.last().path("message").toString().contains("product:sencha"), ada.text());
        ada.says("japanische");
        assertTrue(ada.last().path("message").toString().contains("product:sencha"));
        ada.says("Fahrrad");
        assertTrue(ada.last().path("message").toString().contains("menu:catalog"));
    }

    @Test
    void categoriesAndCollectionsAreBrowsedByTheirIds() {
        Api shop = Api.register("en");
        for (int i = 0; i < 12; i++) {
            neighbours.product(
                    shop.businessId(),
                    "c" + i,
                    "Cup " + (char) ('a' + i),
                    100,
                    ProductKind.GOODS,
                    1,
                    i < 11 ? "Home > Cups" : "Tea");
        }
        UUID collection = Ids.v5(shop.businessId(), "collection:best");
        neighbours.publish(
                Topics.CATALOG_COLLECTION,
                collection,
                shop.businessId(),
                io.tresen.contracts.catalog.v1.CollectionChanged.newBuilder()
                        .setCollectionId(collection)
                        .setBusinessId(shop.businessId())
                        .setSlug("best")
                        .setTitle("Best of")
                        .setRetailerIds(List.of("c11", "c2"))
                        .setVersion(1)
                        .setOccurredAt(java.time.Instant.now())
                        .build());
        Talker ada = shop.shopper().consenting();
        await().atMost(Duration.ofSeconds(45)).until(() -> {
            ada.taps("menu:catalog");
            String menu = ada.last().toString();
            return menu.contains("collection:best") && menu.contains("category:Tea");
        });
        ada.tapsOffered("collection:best");
        String best = ada.last().toString();
        assertTrue(best.indexOf("product:c11") < best.indexOf("product:c2"), best);
        await().atMost(Duration.ofSeconds(45)).until(() -> {
            ada.taps("category:Home > Cups");
            return ada.last().toString().contains("page:k.");
        });
        JsonNode rows = ada.last().at("/message/interactive/action/sections/0/rows");
        assertEquals(10, rows.size());
        ada.tapsOffered(rows.get(9).path("id").asText());
        assertEquals(
                2, ada.last().at("/message/interactive/action/sections/0/rows").size());
    }

    private static List<Response> atOnce(int times, java.util.function.Supplier<Response> call)
            throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Response>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(call::get));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
