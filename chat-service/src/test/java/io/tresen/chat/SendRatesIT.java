package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A business app that sends too fast is told when to go on, and a repeat is no second message. */
@QuarkusTest
class SendRatesIT extends OnCloudApi {

    @Inject
    SendRates rates;

    @Test
    void aMessageIsSentOncePerKeyOnEitherPath() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String body = CloudApi.json(
                "{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'once'}}");
        String root = "/v23.0/" + app.phoneNumberId() + "/messages";
        String id =
                taken(app.authorized().header("Idempotency-Key", "k").body(body).post(root));
        Response again =
                app.authorized().header("Idempotency-Key", "k").body(body).post("/chat" + root);
        assertEquals(id, taken(again));
        again.then().header("Idempotency-Replayed", "true");
        refused(
                app.authorized()
                        .header("Idempotency-Key", "k")
                        .body(body.replace("once", "twice"))
                        .post(root),
                422,
                100,
                "Idempotency-Key");
        assertEquals(
                1,
                ada.history().stream()
                        .filter(it -> it.toString().contains("once"))
                        .count());
    }

    @Test
    void whoSendsTooFastToOneShopperIsToldWhenToGoOn() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        IntStream.range(0, 45).forEach(i -> taken(app.text(ada.waId(), "m" + i)));
        Response refusal = app.text(ada.waId(), "one too many");
        for (int i = 0; refusal.statusCode() == 200 && i < 20; i++) {
            refusal = app.text(ada.waId(), "the bucket had gained a token meanwhile");
        }
        refused(refusal, 400, 131056, "recipient");
        int wait = Integer.parseInt(refusal.header("Retry-After"));
        assertTrue(wait >= 1 && wait <= 6, wait + " s");
        taken(app.text(app.business().shopper().says("hello").waId(), "another shopper"));
    }

    @Test
    void bucketsThatAreFullAgainAreNotKept() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        Talker bob = app.business().shopper().says("hello");
        taken(app.text(ada.waId(), "x"));
        taken(app.text(bob.waId(), "x"));
        database.run(tx -> tx.update(
                "update send_rate set counted_at = counted_at - interval '2 hours' where to_id = $1", ada.shopperId()));
        while (database.inTransaction(rates::dropFull) > 0) {}
        assertEquals(0, buckets(ada));
        assertEquals(1, buckets(bob));
        taken(app.text(ada.waId(), "y"));
    }

    private long buckets(Talker talker) {
        return database.read(tx -> tx.one("select count(*) as n from send_rate where to_id = $1", talker.shopperId()))
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void whoSendsTooFastToAllIsToldWhenToGoOn() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        taken(app.text(ada.waId(), "x"));
        tooFast(app);
        Response refusal = app.text(ada.waId(), "x");
        refused(refusal, 400, 130429, "phone number").header("Retry-After", notNullValue());
        assertTrue(Integer.parseInt(refusal.header("Retry-After")) >= 5);
    }

    @Test
    void aRepeatUnderTheSameKeyIsAnsweredWhateverWasSentMeanwhile() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String body = CloudApi.json(
                "{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'once'}}");
        String path = "/v23.0/" + app.phoneNumberId() + "/messages";
        String id =
                taken(app.authorized().header("Idempotency-Key", "k").body(body).post(path));
        tooFast(app);
        Response again =
                app.authorized().header("Idempotency-Key", "k").body(body).post(path);
        assertEquals(id, taken(again));
        again.then().header("Idempotency-Replayed", "true");
        refused(app.authorized().header("Idempotency-Key", "l").body(body).post(path), 400, 130429, "phone number");
        refused(
                app.authorized()
                        .header("Idempotency-Key", "k")
                        .body(body.replace("once", "twice"))
                        .post(path),
                422,
                100,
                "Idempotency-Key");
    }
}
