package io.tresen.chat;

import static org.awaitility.Awaitility.await;

import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
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
}
