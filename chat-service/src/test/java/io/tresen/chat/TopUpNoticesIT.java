package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.payment.v1.TopUpRefundFailed;
import io.tresen.contracts.payment.v1.TopUpRefunded;
import io.tresen.contracts.payment.v1.TopUpSucceeded;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a shopper reads in the chat of a card's money for the wallet; payment-service is played on its real topic. */
@QuarkusTest
class TopUpNoticesIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    private final UUID topUp = Ids.v7();

    private TopUpSucceeded succeeded(Api shop, Talker talker, long minor) {
        return TopUpSucceeded.newBuilder()
                .setTopUpId(topUp)
                .setBusinessId(shop.businessId())
                .setOccurredAt(Instant.now())
                .setShopperId(talker.shopperId())
                .setAmount(Neighbours.money(minor))
                .build();
    }

    private TopUpRefunded refunded(Api shop, Talker talker, long minor) {
        return TopUpRefunded.newBuilder()
                .setTopUpId(topUp)
                .setBusinessId(shop.businessId())
                .setOccurredAt(Instant.now())
                .setShopperId(talker.shopperId())
                .setAmount(Neighbours.money(minor))
                .build();
    }

    private TopUpRefundFailed refundFailed(Api shop, Talker talker, long minor) {
        return TopUpRefundFailed.newBuilder()
                .setTopUpId(topUp)
                .setBusinessId(shop.businessId())
                .setOccurredAt(Instant.now())
                .setShopperId(talker.shopperId())
                .setAmount(Neighbours.money(minor))
                .build();
    }

    private static List<JsonNode> awaitNotices(Talker talker, int count) {
        await().atMost(PATIENCE).until(() -> talker.notices("top_up").size() >= count);
        return talker.notices("top_up");
    }

    @Test
    void whatTheCardBroughtIsToldOnceHoweverOftenTheEventComes() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        TopUpSucceeded event = succeeded(shop, ada, 2_500);
        Map<String, String> headers = neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), event);
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, event, headers);
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), refunded(shop, ada, 700));
        List<JsonNode> told = awaitNotices(ada, 2);
        assertEquals(2, told.size());
        assertEquals(
                "Your wallet was topped up with €25.00. Thank you!",
                told.get(0).at("/message/text/body").asText());
        assertEquals(
                "Sorry, €7.00 could not be put into your wallet and went back to your card.",
                told.get(1).at("/message/text/body").asText());
    }

    @Test
    void whoWasAwayForADayIsToldByTheTemplateInTheirLanguage() {
        Api shop = Api.register("de");
        Talker silent = shop.shopper();
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), succeeded(shop, silent, 2_500));
        JsonNode template = awaitNotices(silent, 1).get(0).at("/message/template");
        assertEquals("tresen_top_up_succeeded", template.path("name").asText());
        assertEquals("de", template.at("/language/code").asText());
        String amount = template.at("/components/0/parameters/0/text").asText();
        assertTrue(amount.startsWith("25,00"), amount);
    }

    @Test
    void thatMoneyDidNotArriveOnTheCardIsToldBetweenTheTwoTimesThatItWentBack() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), refunded(shop, ada, 700));
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), refundFailed(shop, ada, 700));
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), refunded(shop, ada, 700));
        String back = "Sorry, €7.00 could not be put into your wallet and went back to your card.";
        assertEquals(
                List.of(back, "The refund of €7.00 to your card did not arrive. The shop is told.", back),
                awaitNotices(ada, 3).stream()
                        .map(it -> it.at("/message/text/body").asText())
                        .toList());
    }

    @Test
    void whoWasAwayForADayIsToldByATemplateThatMoneyDidNotArriveOnTheCard() {
        Api shop = Api.register("de");
        Talker silent = shop.shopper();
        neighbours.publish(Topics.PAYMENT_TRANSFER, topUp, shop.businessId(), refundFailed(shop, silent, 700));
        JsonNode template = awaitNotices(silent, 1).get(0).at("/message/template");
        assertEquals("tresen_top_up_refund_failed", template.path("name").asText());
        assertEquals("de", template.at("/language/code").asText());
    }
}
