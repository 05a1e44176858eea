package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.CloudApi.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.chat.timer.OldMedia;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Files that a business app uploads, to send them by their ids. */
@QuarkusTest
class MediaIT extends OnCloudApi {

    @Inject
    OldMedia oldMedia;

    @Inject
    BusinessClock clock;

    @ConfigProperty(name = "tresen.media.quota-bytes", defaultValue = "2147483648")
    long quotaBytes;

    @Test
    void anUploadedPictureIsSentByItsIdAndSeenByWhoGotIt() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Talker bob = app.business().shopper().says("hello");
        byte[] picture = new byte[700_000];
        new java.util.Random(7).nextBytes(picture);
        String id = upload(app, picture, "image/png")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String key = UUID.randomUUID().toString();
        String once = uploading(app, picture)
                .header("Idempotency-Key", key)
                .post(media(app))
                .path("id");
        uploading(app, picture)
                .header("Idempotency-Key", key)
                .post(media(app))
                .then()
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(once));
        Response node = app.authorized().get("/v23.0/" + id);
        node.then()
                .statusCode(200)
                .body("mime_type", equalTo("image/png"))
                .body("file_size", equalTo(700_000))
                .body("messaging_product", equalTo("whatsapp"));
        String download = node.<String>path("url").replaceFirst("https?://[^/]+", "");
        app.sent(ada.waId(), "image", "'image': {'id': '" + id + "', 'caption': 'tea'}");
        assertEquals(
                700_000,
                ada.authorized().get(download).then().statusCode(200).extract().asByteArray().length);
        assertEquals(
                java.util.Arrays.hashCode(picture),
                java.util.Arrays.hashCode(app.authorized().get(download).asByteArray()));
        bob.authorized().get(download).then().statusCode(404);
        CloudApi other = CloudApi.register();
        other.authorized().get(download).then().statusCode(404);
        refused(other.authorized().get("/v23.0/" + id), 400, 100, "id");
        refused(other.authorized().delete("/v23.0/" + id), 400, 100, "id");
        refused(app.send(ada.waId(), "video", "'video': {'id': '" + id + "'}"), 400, 131009, "video.id");
        app.authorized().delete("/v23.0/" + id).then().statusCode(200).body("success", equalTo(true));
        ada.authorized().get(download).then().statusCode(404);
        refused(upload(app, picture, "image/gif"), 400, 131053, "type");
        refused(upload(app, picture, "image/webp"), 400, 131053, "file");
        refused(upload(other, app.phoneNumberId(), picture, "image/png"), 400, 100, "phone_number_id");
    }

    @Test
    void uploadsCountForTheRateAndEndAtTheQuota() {
        CloudApi app = CloudApi.register();
        byte[] picture = new byte[1000];
        database.run(tx -> tx.update(
                "insert into media (business_id, mime_type, sha256, size_bytes, uploaded_at)"
                        + " values ($1, 'video/mp4', '', $2::bigint - 1500, now())",
                app.business().businessId(),
                quotaBytes));
        String id = upload(app, picture, "image/png")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        refused(upload(app, picture, "image/png"), 400, 131053, "file: an account keeps at most");
        upload(CloudApi.register(), picture, "image/png").then().statusCode(200);
        app.authorized().delete("/v23.0/" + id).then().statusCode(200);
        upload(app, picture, "image/png").then().statusCode(200);
        tooFast(app);
        refused(upload(app, picture, "image/png"), 400, 130429, "phone number");
    }

    @Test
    void oldFilesAreRemovedUntilNoneIsLeft() {
        CloudApi app = CloudApi.register();
        String fresh = upload(app, new byte[1000], "image/png").path("id");
        database.run(tx -> tx.update(
                "insert into media (business_id, mime_type, sha256, size_bytes, uploaded_at)"
                        + " select $1, 'image/png', '', 1, $2::timestamptz - interval '30 days 1 minute'"
                        + " from generate_series(1, 1001)",
                app.business().businessId(),
                Times.utc(clock.now())));
        oldMedia.remove();
        assertEquals(
                List.of(fresh),
                database
                        .read(tx -> tx.list(
                                "select media_id from media where business_id = $1",
                                app.business().businessId()))
                        .stream()
                        .map(row -> row.getString("media_id"))
                        .toList());
    }

    private static Response upload(CloudApi app, byte[] bytes, String type) {
        return upload(app, app.phoneNumberId(), bytes, type);
    }

    private static Response upload(CloudApi app, String number, byte[] bytes, String type) {
        return given().header("Authorization", "Bearer " + app.business().token())
                .contentType(ContentType.MULTIPART)
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "tea.png", bytes, type)
                .post("/chat/v23.0/" + number + "/media");
    }

    private static String media(CloudApi app) {
        return "/v23.0/" + app.phoneNumberId() + "/media";
    }

    private static io.restassured.specification.RequestSpecification uploading(CloudApi app, byte[] bytes) {
        return given().header("Authorization", "Bearer " + app.business().token())
                .contentType(ContentType.MULTIPART)
                .multiPart("messaging_product", "whatsapp")
                .multiPart("file", "tea.png", bytes, "image/png");
    }
}
