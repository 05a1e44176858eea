package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static io.tresen.chat.CloudApi.taken;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** How much marketing a shopper gets who does not answer (Meta: 131049). */
@QuarkusTest
class MarketingLimitIT extends OnEngines {

    @Inject
    Database database;

    @Test
    void theThirdOfferToASilentShopperIsRefusedUntilTheyWriteOrADayHasPassed() {
        CloudApi app = CloudApi.register();
        app.create("offer", "MARKETING", "[{'type': 'BODY', 'text': 'Tea is cheap today'}]");
        app.create("parcel", "UTILITY", "[{'type': 'BODY', 'text': 'On its way'}]");
        Talker ada = app.business().shopper();
        Talker bob = app.business().shopper();
        taken(app.template(ada.waId(), "offer", "en", "[]"));
        taken(app.template(ada.waId(), "offer", "en", "[]"));
        Response refusal = app.template(ada.waId(), "offer", "en", "[]");
        refused(refusal, 400, 131049, "to: the recipient got 2 marketing messages");
        int wait = Integer.parseInt(refusal.header("Retry-After"));
        assertTrue(wait > 86_000 && wait <= 86_400, wait + " s");
        taken(app.template(ada.waId(), "parcel", "en", "[]"));
        taken(app.template(bob.waId(), "offer", "en", "[]"));
        ada.says("hello");
        for (int i = 0; i < 3; i++) {
            taken(app.template(ada.waId(), "offer", "en", "[]"));
        }
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = last_inbound_at - interval '25 hours'"
                        + " where conversation_id = $1",
                ada.conversationId()));
        refused(app.template(ada.waId(), "offer", "en", "[]"), 400, 131049, "to");
        database.run(tx -> tx.update(
                "update marketing_sent set sent_at = sent_at - interval '24 hours' where shopper_id = $1",
                ada.shopperId()));
        taken(app.template(ada.waId(), "offer", "en", "[]"));
    }
}
