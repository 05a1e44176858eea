package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Shoppers of a shop with wallets, and payment-service played on its real topic. */
abstract class TransfersUnderTest extends OnEngines {

    static final Duration PATIENCE = Duration.ofSeconds(45);
    static final String PAGE = "/payments/v1/wallet/";

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    static Api shop(String language) {
        Api shop = Api.register(language);
        shop.authorized()
                .body("{\"enabled\": true, \"payment_methods\": [\"card\", \"wallet\", \"cod\"]}")
                .put("/chat/v1/business/assistant")
                .then()
                .statusCode(200);
        return shop;
    }

    static Talker consenting(Api shop) {
        return shop.shopper().consenting().says("hello");
    }

    static String ticket(Talker talker) {
        String url =
                talker.last().at("/message/interactive/action/parameters/url").asText();
        assertTrue(url.contains(PAGE), talker.text());
        return url.substring(url.indexOf(PAGE) + PAGE.length());
    }

    TransferSubmitted submitted(Talker talker) {
        await().atMost(PATIENCE).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferSubmitted.class)
                .isEmpty());
        List<TransferSubmitted> all =
                neighbours.heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferSubmitted.class);
        return all.get(all.size() - 1);
    }

    static JsonNode awaitNotice(Talker talker, String text) {
        await().atMost(PATIENCE).until(() -> notices(talker, text) > 0);
        return talker.history().stream()
                .filter(it -> it.has("notice") && it.path("message").toString().contains(text))
                .findFirst()
                .orElseThrow();
    }

    static long notices(Talker talker, String text) {
        return talker.history().stream()
                .filter(it -> it.has("notice") && it.path("message").toString().contains(text))
                .count();
    }

    static UUID id() {
        return Ids.v7();
    }
}
