package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.CloudApi.refused;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.chat.timer.OldMedia;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that shoppers send: uploaded into their conversation, told to the business's app as Meta would tell them. */
@QuarkusTest
class PicturesIT extends OnEngines {

    @Inject
    Database database;

    @Inject
    OldMedia oldMedia;

    private static byte[] png(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private static Response upload(Talker talker, byte[] bytes, String type) {
        return upload(talker, UUID.randomUUID().toString(), bytes, type);
    }

    private static Response upload(Talker talker, String key, byte[] bytes, String type) {
        return given().header("Authorization", "Bearer " + talker.token())
                .header("Idempotency-Key", key)
                .contentType(type)
                .body(bytes)
                .post(talker.path() + "/media");
    }

    private static String uploaded(Talker talker, byte[] bytes) {
        return upload(talker, bytes, "image/png")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String picture(String id) {
        return "{\"type\": \"image\", \"image\": {\"id\": \"" + id
                + "\", \"caption\": \"broken\", \"sha256\": \"forged\", \"link\": \"http://x/y.svg\"}}";
    }

    @Test
    void aPictureIsSentByItsIdToldAsMetaTellsItAndFetchedByTheBusinessAndItsShopperAlone() throws Exception {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Talker bob = app.business().shopper().says("hello");
        byte[] bytes = png(700_000);
        String id = uploaded(ada, bytes);
        ada.post(picture(id)).then().statusCode(201);
        JsonNode sent = ada.history().get(ada.history().size() - 2);
        assertEquals(id, sent.at("/message/image/id").asText());
        assertEquals("image/png", sent.at("/message/image/mime_type").asText());
        String sha256 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertEquals(sha256, sent.at("/message/image/sha256").asText());
        assertEquals("broken", sent.at("/message/image/caption").asText());
        assertTrue(sent.at("/message/image/link").isMissingNode(), "what only the sender says is not kept");
        assertTrue(ada.last().toString().contains("human"), ada.text());

        String download = app.authorized()
                .get("/v23.0/" + id)
                .then()
                .statusCode(200)
                .body("mime_type", equalTo("image/png"))
                .extract()
                .<String>path("url")
                .replaceFirst("https?://[^/]+", "");
        for (var reader :
                new io.restassured.specification.RequestSpecification[] {app.authorized(), ada.authorized()}) {
            Response file = reader.get(download);
            file.then()
                    .statusCode(200)
                    .header("Content-Disposition", "attachment")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", containsString("sandbox"));
            assertArrayEquals(bytes, file.asByteArray());
        }
        bob.authorized().get(download).then().statusCode(404);
        CloudApi.register().authorized().get(download).then().statusCode(404);
        given().get(download).then().statusCode(401);
        bob.post(picture(id)).then().statusCode(422).body("type", endsWith("/unknown-picture"));
        refused(app.send(bob.waId(), "image", "'image': {'id': '" + id + "'}"), 400, 131009, "image.id");
        CloudApi.taken(app.send(ada.waId(), "image", "'image': {'id': '" + id + "'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, <svg xmlns='http://www.w3.org/2000/svg'><script/></svg>, 422",
        "image/jpeg, not a picture, 422",
        "image/svg+xml, <svg/>, 415",
        "text/html, <html>, 415",
        "image/gif, GIF89a, 415",
        "image/webp, RIFF, 415"
    })
    void whatIsNoPictureIsNotKeptWhateverItSaysOfItself(String type, String content, int status) {
        Talker ada = Api.register("en").shopper();
        upload(ada, content.getBytes(), type).then().statusCode(status);
    }

    @Test
    void aPictureIsOfTheTypeAndSizeAndConversationThatItSays() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        upload(ada, png(100), "image/jpeg").then().statusCode(422);
        upload(ada, new byte[0], "image/png").then().statusCode(422);
        upload(ada, png((5 << 20) + 1), "image/png").then().statusCode(413);
        upload(ada, png(5 << 20), "image/png").then().statusCode(201);
        String key = UUID.randomUUID().toString();
        String id = upload(ada, key, png(100), "image/png").path("id");
        upload(ada, key, png(100), "image/png")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        upload(ada, key, png(101), "image/png").then().statusCode(422);
        Talker bob = shop.shopper();
        upload(new Talker(bob.conversationId(), ada.shopperId(), ada.waId(), ada.token()), png(100), "image/png")
                .then()
                .statusCode(404);
        ada.post("{\"type\": \"image\"}").then().statusCode(422).body("errors[0].pointer", equalTo("/image"));
        ada.post("{\"type\": \"image\", \"image\": {\"link\": \"http://x/y.png\"}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/image/id"));
        ada.post("{\"type\": \"image\", \"image\": {\"id\": \"" + id + "\", \"caption\": \"" + "x".repeat(1025)
                        + "\"}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/image/caption"));
    }

    @Test
    void aConversationHasAHundredPicturesAndTakesNoneOfTheBusinesssRoom() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper();
        String sql = "insert into media (business_id, conversation_id, mime_type, sha256, size_bytes, uploaded_at)"
                + " select $1, $2, 'image/png', '', $3::bigint, now() from generate_series(1, $4)";
        database.run(tx -> tx.update(sql, app.business().businessId(), ada.conversationId(), 10L, 99));
        upload(ada, png(100), "image/png").then().statusCode(201);
        upload(ada, png(100), "image/png").then().statusCode(409).body("type", endsWith("/too-many-pictures"));
        Talker bob = app.business().shopper();
        database.run(tx -> tx.update(sql, app.business().businessId(), bob.conversationId(), (50L << 20) - 4_096, 1));
        upload(bob, png(100), "image/png").then().statusCode(201);
        upload(bob, png(100), "image/png").then().statusCode(409);
        Talker eve = app.business().shopper();
        database.run(tx ->
                tx.update(sql, app.business().businessId(), UUID.randomUUID(), (2L << 30) - (50L << 20) - 2_000, 1));
        upload(eve, png(2_000), "image/png").then().statusCode(409);
        given().header("Authorization", "Bearer " + app.business().token())
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "tea.png", png(1_000), "image/png")
                .post("/v23.0/" + app.phoneNumberId() + "/media")
                .then()
                .statusCode(200);
    }

    /** As if they had been uploaded a minute ago, each into a conversation of its own. */
    private void uploaded(Api shop, boolean unsent, long size, int number) {
        database.run(tx -> tx.update(
                "insert into media (business_id, conversation_id, mime_type, sha256, size_bytes, uploaded_at, unsent)"
                        + " select $1, gen_random_uuid(), 'image/png', '', $2::bigint, now() - interval '1 minute', $3"
                        + " from generate_series(1, $4)",
                shop.businessId(),
                size,
                unsent,
                number));
    }

    private int unsentOf(Api shop) {
        return database.read(tx -> tx.one(
                        "select count(*)::int as files from media where business_id = $1 and unsent", shop.businessId())
                .orElseThrow()
                .getInteger("files"));
    }

    @Test
    void whatNobodySendsTakesNobodysRoom() {
        Api shop = Api.register("en");
        uploaded(shop, true, 2L << 30, 1);
        Talker ada = shop.shopper();
        String id = uploaded(ada, png(100));
        assertEquals(1, unsentOf(shop), "the eldest made room");
        uploaded(shop, true, 8, 2_530);
        for (int i = 0; i < 3; i++) {
            id = uploaded(ada, png(100));
        }
        assertEquals(2_500, unsentOf(shop));
        ada.post(picture(id)).then().statusCode(201);
        assertEquals(2_499, unsentOf(shop));
    }

    @Test
    void aBusinessHasSoManyFilesHoweverSmallTheyAre() {
        Api shop = Api.register("en");
        uploaded(shop, false, 8, 19_999);
        Talker ada = shop.shopper();
        ada.post(picture(uploaded(ada, png(8)))).then().statusCode(201);
        upload(ada, png(8), "image/png").then().statusCode(409).body("type", endsWith("/too-many-pictures"));
        uploaded(Api.register("en").shopper(), png(8));
    }

    @Test
    void aPictureThatIsNotSentIsGoneAfterAnHour() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        String sent = uploaded(ada, png(100));
        ada.post(picture(sent)).then().statusCode(201);
        String unsent = uploaded(ada, png(200));
        database.run(tx -> tx.update(
                "update media set uploaded_at = uploaded_at - interval '61 minutes' where business_id = $1",
                shop.businessId()));
        String fresh = uploaded(ada, png(300));
        oldMedia.remove();
        ada.authorized().get("/chat/v1/media/" + sent).then().statusCode(200);
        ada.authorized().get("/chat/v1/media/" + unsent).then().statusCode(404);
        ada.post(picture(unsent)).then().statusCode(422).body("type", endsWith("/unknown-picture"));
        ada.post(picture(fresh)).then().statusCode(201);
    }

    @Test
    void noUploadWaitsForAnotherWithAConnectionInHand() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        Talker bob = shop.shopper();
        database.run(tx -> {
            tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "pictures of " + ada.conversationId());
            upload(ada, png(100), "image/png")
                    .then()
                    .statusCode(409)
                    .header("Retry-After", "1")
                    .body("type", endsWith("/upload-in-progress"));
            upload(bob, png(100), "image/png").then().statusCode(201);
        });
        upload(ada, png(100), "image/png").then().statusCode(201);
    }
}
