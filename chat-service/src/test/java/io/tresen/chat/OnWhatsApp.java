package io.tresen.chat;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests with Meta's side running for each. */
abstract class OnWhatsApp extends OnEngines {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    @ConfigProperty(name = "tresen.whatsapp.graph-url")
    String graphUrl;

    @Inject
    Database database;

    @Inject
    Neighbours neighbours;

    GraphServer meta;

    @BeforeEach
    void start() {
        meta = GraphServer.start(graphUrl);
    }

    @AfterEach
    void close() {
        meta.close();
    }

    /** Meta's id of a message that it was sent, once our side knows it too: a shopper taps later than a machine. */
    String settled(GraphServer.Taken sent) {
        await().atMost(PATIENCE)
                .until(() ->
                        database.read(tx -> tx.one("select 1 from whatsapp_message where meta_id = $1", sent.metaId())
                                .isPresent()));
        return sent.metaId();
    }

    static String phone() {
        return "49" + ConnectedShop.digits().substring(0, 11);
    }

    /** An order in the shop's only conversation, of which the other services tell. */
    OrderTold order(ConnectedShop shop) {
        JsonNode conversation = shop.conversations().get(0);
        Talker talker = new Talker(
                UUID.fromString(conversation.path("conversation_id").asText()),
                UUID.fromString(conversation.path("shopper_id").asText()),
                "",
                "");
        UUID id = Ids.v7();
        return new OrderTold(
                neighbours,
                shop.businessId(),
                talker,
                id,
                "T" + id.toString().substring(24).toUpperCase());
    }
}
