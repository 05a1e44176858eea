package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A shop's number is verified by a code that is sent there; guessing does not get far. */
@QuarkusTest
class NumberVerificationIT extends OnEngines {

    private static final String NUMBER = "/chat/v1/business/contact-number";

    @Inject
    Database database;

    @Test
    void theCodeThatCameToTheNumberVerifiesItAndDoesSoOnce() {
        Api shop = Api.register("de");
        String phone = phone("1");
        shop.authorized().get(NUMBER).then().statusCode(404);
        put(shop, phone.substring(0, 3) + " (" + phone.substring(3, 5) + ")/-." + phone.substring(5));
        send(shop).then().statusCode(202).body("phone", equalTo(phone)).body("expires_in", equalTo(600));
        JsonNode message = Phones.message(phone, 1);
        String code = message.path("code").asText();
        assertTrue(code.matches("[0-9]{6}"), code);
        assertTrue(message.path("text").asText().startsWith(code + " ist der Code"), message.toString());
        await().atMost(Duration.ofSeconds(45))
                .until(() -> shop.authorized().get(NUMBER).path("code.sent"));
        shop.authorized().get(NUMBER).then().body("verified_at", nullValue()).body("code.method", equalTo("sms"));
        guess(shop, code).then().statusCode(200).body("phone", equalTo(phone)).body("verified_at", notNullValue());
        guess(shop, code).then().statusCode(422).body("type", endsWith("/code-over"));
        shop.authorized().get(NUMBER).then().body("verified_at", notNullValue()).body("code", nullValue());
        shop.authorized()
                .get("/chat/v1/business")
                .then()
                .body("checklist.find {it.step == 'number_verified'}.done", equalTo(true));
        send(shop).then().statusCode(409).body("type", endsWith("/already-verified"));
    }

    @Test
    void threeWrongCodesAreRefusedAndDelayedAndTheRightOneComesTooLate() {
        Api shop = Api.register("en");
        String phone = phone("2");
        put(shop, phone);
        send(shop).then().statusCode(202);
        String code = Phones.code(phone);
        guess(shop, Phones.another(code, 1)).then().statusCode(422).body("tries_left", equalTo(2));
        guess(shop, Phones.another(code, 2))
                .then()
                .statusCode(422)
                .body("type", endsWith("/wrong-code"))
                .body("tries_left", equalTo(1));
        for (String third : List.of(Phones.another(code, 3), code)) {
            Response refused = guess(shop, third);
            refused.then().statusCode(429).body("type", endsWith("/too-many-tries"));
            int wait = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(wait > 30 && wait <= 60, refused.header("Retry-After"));
        }
        send(shop).then().statusCode(429);
        shop.authorized().get(NUMBER).then().body("verified_at", nullValue()).body("code", nullValue());
        // the wait is over: the old code has no guess left, and one more wrong guess costs twice the wait
        waitIsOver(shop, phone);
        guess(shop, code).then().statusCode(422).body("type", endsWith("/code-over"));
        send(shop).then().statusCode(202);
        String next = Phones.message(phone, 2).path("code").asText();
        Response wrong = guess(shop, Phones.another(next, 1));
        wrong.then().statusCode(429);
        assertTrue(Integer.parseInt(wrong.header("Retry-After")) > 60, wrong.header("Retry-After"));
    }

    @Test
    void aHundredGuessesAtOnceAreThreeTries() throws Exception {
        Api shop = Api.register("en");
        String phone = phone("3");
        put(shop, phone);
        send(shop).then().statusCode(202);
        String code = Phones.code(phone);
        ExecutorService guessers = Executors.newFixedThreadPool(20);
        List<Future<Response>> guesses = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            String wrong = Phones.another(code, i);
            guesses.add(guessers.submit(() -> guess(shop, wrong)));
        }
        int compared = 0;
        for (Future<Response> answer : guesses) {
            int status = answer.get().statusCode();
            assertTrue(status == 422 || status == 429, String.valueOf(status));
            compared += status == 422 ? 1 : 0;
        }
        guessers.shutdown();
        assertTrue(compared <= 2, "the third says when to come again: " + compared);
        Row row = database.read(
                        tx -> tx.one("select guesses from verification_code where business_id = $1", shop.businessId()))
                .orElseThrow();
        assertEquals(3, row.getInteger("guesses"));
        guess(shop, code).then().statusCode(429);
    }

    @Test
    void codesThatAreAskedForAgainCostAWaitAndSoDoCodesToOneNumber() {
        String phone = phone("4");
        for (int i = 0; i < 3; i++) {
            Api shop = Api.register("en");
            put(shop, phone);
            send(shop).then().statusCode(202);
            Response again = send(shop);
            again.then().statusCode(429);
            assertTrue(Integer.parseInt(again.header("Retry-After")) <= 30, again.header("Retry-After"));
        }
        Api fourth = Api.register("en");
        put(fourth, phone);
        send(fourth).then().statusCode(429).header("Retry-After", Integer::parseInt, lessThanOrEqualTo(600));
    }

    @Test
    void strangersWhoAskForCodesToAMerchantsNumberDoNotKeepTheMerchantFromIt() {
        String phone = phone("11");
        Api merchant = Api.register("en");
        put(merchant, phone);
        send(merchant).then().statusCode(202);
        for (int i = 0; i < 2; i++) {
            Api stranger = Api.register("en");
            put(stranger, phone);
            send(stranger).then().statusCode(202);
        }
        Api late = Api.register("en");
        put(late, phone);
        send(late).then().statusCode(429);
        waitIsOver(merchant, phone);
        send(merchant).then().statusCode(202);
        send(late).then().statusCode(429);
    }

    @Test
    void ofManyRequestsAtOnceOneIsHashedAndSent() throws Exception {
        Api shop = Api.register("en");
        String phone = phone("12");
        put(shop, phone);
        ExecutorService all = Executors.newFixedThreadPool(20);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(all.submit(() -> send(shop).statusCode()));
        }
        List<Integer> taken = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            if (answer.get() != 429) {
                taken.add(answer.get());
            }
        }
        all.shutdown();
        assertEquals(List.of(202), taken);
    }

    @Test
    void aRepeatedRequestSendsOneCode() {
        Api shop = Api.register("en");
        String phone = phone("5");
        put(shop, phone);
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            shop.authorized()
                    .header("Idempotency-Key", key)
                    .body("{\"method\": \"voice\", \"language\": \"de-AT\"}")
                    .post(NUMBER + "/code")
                    .then()
                    .statusCode(202);
        }
        JsonNode message = Phones.message(phone, 1);
        assertEquals("de", message.path("language").asText());
        assertTrue(message.path("text").asText().matches("([0-9] ){5}[0-9] ist .*"), message.toString());
        String right = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            shop.authorized()
                    .header("Idempotency-Key", right)
                    .body("{\"code\": \"" + message.path("code").asText() + "\"}")
                    .post(NUMBER + "/verification")
                    .then()
                    .statusCode(200);
        }
        assertEquals(1, Phones.at(phone).size());
    }

    @Test
    void anotherNumberIsNotVerifiedAndTheOldOnesCodeOpensNothing() {
        Api shop = Api.register("en");
        String phone = phone("6");
        put(shop, phone);
        send(shop).then().statusCode(202);
        String code = Phones.code(phone);
        put(shop, phone("7"));
        guess(shop, code).then().statusCode(422).body("type", endsWith("/code-over"));
        put(shop, phone);
        guess(shop, code).then().statusCode(422).body("type", endsWith("/code-over"));
        shop.authorized().delete(NUMBER).then().statusCode(204);
        shop.authorized().delete(NUMBER).then().statusCode(404);
        guess(shop, code).then().statusCode(409).body("type", endsWith("/no-contact-number"));
        send(shop).then().statusCode(409).body("type", endsWith("/no-contact-number"));
    }

    @Test
    void aCodeEndsAfterTenMinutes() {
        Api shop = Api.register("en");
        String phone = phone("8");
        put(shop, phone);
        send(shop).then().statusCode(202);
        String code = Phones.code(phone);
        database.run(tx -> tx.update(
                "update verification_code set ends_at = ends_at - interval '10 minutes' where business_id = $1",
                shop.businessId()));
        guess(shop, code).then().statusCode(422).body("type", endsWith("/code-over"));
    }

    @Test
    void whatTheGatewayDidNotTakeIsHandedOverAgainAndThenNotKept() {
        Api shop = Api.register("en");
        String phone = phone("500");
        put(shop, phone);
        send(shop).then().statusCode(202);
        assertEquals(Phones.message(phone, 1), Phones.message(phone, 2));
        await().atMost(Duration.ofSeconds(45))
                .until(() -> shop.authorized().get(NUMBER).path("code.sent"));
        String kept = database.read(tx -> tx.one(
                        "select row_to_json(v)::text as kept from verification_code v where business_id = $1",
                        shop.businessId()))
                .orElseThrow()
                .getString("kept");
        assertTrue(kept.contains("\"sealed\":null"), kept);
        assertFalse(kept.contains(Phones.code(phone)), kept);
        guess(shop, Phones.code(phone)).then().statusCode(200);
    }

    @Test
    void aBotAsksForTheCodeAndGivesItByMetasPaths() {
        CloudApi app = CloudApi.register();
        String phone = phone("9");
        String edge = "/v23.0/" + app.phoneNumberId();
        CloudApi.refused(app.authorized().body("{}").post(edge + "/request_code"), 400, 100, "code_method");
        String wish = "{\"code_method\": \"SMS\", \"language\": \"en_US\"}";
        CloudApi.refused(app.authorized().body(wish).post(edge + "/request_code"), 409, 100, "no contact number");
        CloudApi.refused(app.authorized().body(wish).post("/v23.0/123456789012345/request_code"), 400, 100, "phone");
        put(app.business(), phone);
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId())
                .then()
                .body("code_verification_status", equalTo("UNVERIFIED"));
        app.authorized()
                .body(wish)
                .post(edge + "/request_code")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        String code = Phones.code(phone);
        CloudApi.refused(metaGuess(app, "12"), 400, 100, "code must be 6 digits");
        CloudApi.refused(metaGuess(app, Phones.another(code, 1)), 422, 100, "another");
        metaGuess(app, code).then().statusCode(200).body("success", equalTo(true));
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId())
                .then()
                .body("code_verification_status", equalTo("VERIFIED"));

        CloudApi other = CloudApi.register();
        String second = phone("10");
        put(other.business(), second);
        other.authorized()
                .body(wish)
                .post("/v23.0/" + other.phoneNumberId() + "/request_code")
                .then()
                .statusCode(200);
        String right = Phones.code(second);
        for (int i = 1; i <= 2; i++) {
            metaGuess(other, Phones.another(right, i)).then().statusCode(422);
        }
        CloudApi.refused(metaGuess(other, Phones.another(right, 3)), 429, 4, "wait")
                .header("Retry-After", notNullValue());
    }

    @Test
    void whatAClientGetsWrongIsNamed() {
        Api shop = Api.register("en");
        for (String wrong : List.of("030 901820", "+0 30 901820", "49309018200", "+49", "+49 30 90182x", "")) {
            shop.authorized()
                    .body("{\"phone\": \"" + wrong + "\"}")
                    .put(NUMBER)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/phone"));
        }
        shop.authorized()
                .body("{\"method\": \"pigeon\"}")
                .post(NUMBER + "/code")
                .then()
                .statusCode(422);
        guess(shop, "12345").then().statusCode(422).body("errors[0].pointer", equalTo("/code"));
        shop.authorized()
                .body("{\"code\": 123456}")
                .post(NUMBER + "/verification")
                .then()
                .statusCode(400);
    }

    private void waitIsOver(Api shop, String phone) {
        String business = shop.businessId().toString();
        for (byte[] key : List.of(
                SignInTries.key("code", business),
                SignInTries.key("codes-of-business", business),
                SignInTries.key("codes-to-own-number", business + " " + phone.substring(1)))) {
            database.run(tx -> tx.update(
                    "update sign_in_try set refused_until = now() - interval '1 second' where subject = $1",
                    Buffer.buffer(key)));
        }
    }

    /** A number of its own for each test. */
    private static String phone(String end) {
        return "+49" + ThreadLocalRandom.current().nextInt(100_000, 999_999) + end;
    }

    private static void put(Api shop, String phone) {
        shop.authorized()
                .body("{\"phone\": \"" + phone + "\"}")
                .put(NUMBER)
                .then()
                .statusCode(200)
                .body("verified_at", nullValue());
    }

    private static Response send(Api shop) {
        return shop.authorized().body("{\"method\": \"sms\"}").post(NUMBER + "/code");
    }

    private static Response guess(Api shop, String code) {
        return shop.authorized().body("{\"code\": \"" + code + "\"}").post(NUMBER + "/verification");
    }

    private static Response metaGuess(CloudApi app, String code) {
        return app.authorized()
                .body("{\"code\": \"" + code + "\"}")
                .post("/v23.0/" + app.phoneNumberId() + "/verify_code");
    }
}
