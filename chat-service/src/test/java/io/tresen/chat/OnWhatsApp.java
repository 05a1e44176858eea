package io.tresen.chat;

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

    static String phone() {
        return "49" + ConnectedShop.digits().substring(0, 11);
    }
}
