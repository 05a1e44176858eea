package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TransferAnswered;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money from person to person, as two shoppers see it in their chats; payment-service is played on its real topic. */
@QuarkusTest
class TransferTalkIT extends TransfersUnderTest {

    private List<TransferAnswer> answers(Talker talker) {
        return neighbours.heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferAnswered.class).stream()
                .map(TransferAnswered::getAnswer)
                .toList();
    }

    @Test
    void moneyIsSentHeldAcceptedAndBothReadTheSameEntry() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        ada.taps("wallet:send").says(bob.waId() + " 12.50");
        assertTrue(ticket(ada).length() > 100);
        TransferSubmitted submitted = submitted(ada);
        assertEquals(TransferKind.SEND, submitted.getKind());
        assertEquals(bob.shopperId(), submitted.getCounterpartShopperId());
        assertEquals(1_250, submitted.getAmount().getAmountMinor());
        assertEquals("EUR", submitted.getAmount().getCurrency());
        assertEquals(ada.shopperId(), submitted.getShopperId());
        UUID id = submitted.getTransferId();
        bob.post(Talker.tap("transfer:accept:" + id, null))
                .then()
                .statusCode(422)
                .body("type", endsWith("unknown-choice"));

        TransferTold transfer = new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false);
        transfer.requested(1_250).pending(1_250);
        awaitNotice(bob, "accept the money");
        awaitNotice(ada, "set aside");
        bob.tapsOffered("transfer:accept:" + id);
        await().atMost(PATIENCE).until(() -> answers(bob).equals(List.of(TransferAnswer.ACCEPTED)));
        transfer.posted(1_250);
        String number = id.toString().substring(28).toUpperCase();
        String end = "…" + bob.waId().substring(bob.waId().length() - 4) + ")";
        JsonNode paid = awaitNotice(ada, number + " of €12.50 from you to another shopper (" + end + " is booked");
        assertEquals("transfer", paid.at("/notice/kind").asText());
        awaitNotice(
                bob,
                number + " of €12.50 from another shopper (…"
                        + ada.waId().substring(ada.waId().length() - 4) + ") to you is booked");

        bob.tapsOffered("transfer:accept:" + id);
        assertTrue(bob.last().toString().contains("already paid"), bob.text());
        ada.tapsOffered("transfer:cancel:" + id);
        assertTrue(ada.last().toString().contains("already paid"), ada.text());
        int adas = ada.history().size();
        int bobs = bob.history().size();
        transfer.allAgain();
        Talker marker = consenting(shop);
        new TransferTold(neighbours, shop, id(), TransferKind.SEND, marker, null, true).posted(1);
        awaitNotice(marker, "to the shop is booked");
        transfer.allAgain();
        assertEquals(adas, ada.history().size());
        assertEquals(bobs, bob.history().size());
        assertEquals(List.of(TransferAnswer.ACCEPTED), answers(bob));
        assertEquals(List.of(), answers(ada));
    }

    @Test
    void whoIsAskedGetsTheLinkOrSaysNo() {
        Api shop = shop("de");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        ada.taps("wallet:request").says(bob.waId() + " 3,00");
        TransferSubmitted submitted = submitted(ada);
        assertEquals(TransferKind.REQUEST, submitted.getKind());
        UUID id = submitted.getTransferId();
        TransferTold transfer =
                new TransferTold(neighbours, shop, id, TransferKind.REQUEST, bob, ada, false).requested(300);
        JsonNode asked = awaitNotice(bob, "Möchtest du bezahlen");
        assertEquals("payment_request", asked.at("/notice/kind").asText());
        assertTrue(asked.toString().contains("3,00 € von dir an eine andere Person"), asked.toString());
        awaitNotice(ada, "ist angefragt");
        bob.tapsOffered("transfer:pay:" + id);
        assertTrue(ticket(bob).length() > 100);
        ada.post(Talker.tap("transfer:pay:" + id, ada.last().path("id").asText()))
                .then()
                .statusCode(422);
        bob.tapsOffered("transfer:decline:" + id);
        await().atMost(PATIENCE).until(() -> answers(bob).equals(List.of(TransferAnswer.DECLINED)));
        transfer.voided(300, "declined", true);
        awaitNotice(ada, "abgelehnt");
        awaitNotice(bob, "abgelehnt");
        bob.tapsOffered("transfer:pay:" + id);
        assertTrue(bob.last().toString().contains("wurde abgelehnt"), bob.text());
    }

    @Test
    void aMistakeIsCancelledBeforeAnybodyHearsOfIt() {
        Api shop = shop("de");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        ada.taps("wallet:send").says(bob.waId() + " 3");
        UUID id = submitted(ada).getTransferId();
        ada.tapsOffered("transfer:cancel:" + id);
        await().atMost(PATIENCE).until(() -> answers(ada).equals(List.of(TransferAnswer.CANCELLED)));
        int before = bob.history().size();
        new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false)
                .requested(300)
                .voided(300, "cancelled", true);
        awaitNotice(ada, "zurückgezogen");
        assertEquals(before, bob.history().size());
    }

    @Test
    void theShopAsksOutsideTheWindowByTheTemplateAndStopSilencesNoMoney() {
        Api shop = shop("de");
        Talker silent = shop.shopper();
        UUID id = id();
        TransferTold asked = new TransferTold(neighbours, shop, id, TransferKind.REQUEST, silent, null, true);
        asked.requested(500);
        await().atMost(PATIENCE).until(() -> silent.notices("payment_request").size() == 1);
        JsonNode template = silent.notices("payment_request").get(0).at("/message/template");
        assertEquals("tresen_payment_request_transfer", template.path("name").asText());
        assertEquals("den Laden", template.at("/components/0/parameters/3/text").asText());
        silent.says("STOP").consenting().tapsOffered("transfer:pay:" + id);
        assertTrue(ticket(silent).length() > 100);
        asked.posted(500);
        awaitNotice(silent, "von dir an den Laden ist gutgeschrieben");
    }

    @Test
    void whatPaidAnOrderIsConfirmedByTheOrderAloneAndIsOverAllTheSame() {
        Api shop = shop("de");
        Talker ada = consenting(shop);
        UUID order = id();
        TransferTold forOrder = new TransferTold(neighbours, shop, order, TransferKind.REQUEST, ada, null, true);
        forOrder.requested(1_990).posted(1_990, id());
        UUID beside = id();
        new TransferTold(neighbours, shop, beside, TransferKind.REQUEST, ada, null, true)
                .requested(500)
                .posted(500);
        awaitNotice(ada, "von dir an den Laden ist gutgeschrieben");
        await().atMost(PATIENCE).until(() -> "posted".equals(state(shop, order)));
        assertEquals(1, ada.notices("transfer").size());
    }

    private String state(Api shop, UUID transfer) {
        return database.read(tx -> tx.one(
                        "select state from transfer where business_id = $1 and transfer_id = $2",
                        shop.businessId(),
                        transfer))
                .map(row -> row.getString("state"))
                .orElse("");
    }

    @Test
    void theOtherHearsOfItInTheLatestConversation() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        Response opened = bob.authorized().body("{}").post("/chat/v1/shops/" + shop.handle() + "/conversations");
        Talker later = new Talker(
                UUID.fromString(opened.path("conversation_id")), bob.shopperId(), bob.waId(), opened.path("token"));
        later.says("hello");
        UUID id = id();
        new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false)
                .requested(700)
                .pending(700);
        awaitNotice(later, "accept the money");
        assertEquals(0, bob.notices("transfer").size());
        bob.post(Talker.tap("transfer:accept:" + id, bob.last().path("id").asText()))
                .then()
                .statusCode(422);
        later.tapsOffered("transfer:accept:" + id);
        await().atMost(PATIENCE).until(() -> answers(later).equals(List.of(TransferAnswer.ACCEPTED)));
    }

    @Test
    void anAnswerThatCameTooLateIsToldAndTheTransferStaysAsItIs() {
        Api shop = shop("de");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        UUID id = id();
        TransferTold transfer = new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false)
                .requested(700)
                .pending(700);
        awaitNotice(bob, "annehmen");
        ada.tapsOffered("transfer:cancel:" + id);
        transfer.posted(700).refused(ada, "transfer-ended");
        awaitNotice(ada, "schon abgeschlossen");
        bob.tapsOffered("transfer:decline:" + id);
        assertTrue(bob.last().toString().contains("schon bezahlt und gutgeschrieben"), bob.text());
    }

    @Test
    void whileAPersonHasTheFloorATapCountsWithoutAWord() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        UUID id = id();
        shop.authorized()
                .body("{\"to\": \"human\"}")
                .post(bob.path() + "/handover")
                .then()
                .statusCode(200);
        new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false)
                .requested(700)
                .pending(700);
        awaitNotice(bob, "accept the money");
        int before = bob.history().size();
        bob.tapsOffered("transfer:accept:" + id);
        await().atMost(PATIENCE).until(() -> answers(bob).equals(List.of(TransferAnswer.ACCEPTED)));
        assertEquals(before + 1, bob.history().size());
    }

    @Test
    void whileAPersonHasTheFloorThePayButtonStillLeadsToThePage() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        UUID id = id();
        shop.authorized()
                .body("{\"to\": \"human\"}")
                .post(bob.path() + "/handover")
                .then()
                .statusCode(200);
        new TransferTold(neighbours, shop, id, TransferKind.REQUEST, bob, ada, false).requested(300);
        awaitNotice(bob, "Would you like to pay");
        bob.tapsOffered("transfer:pay:" + id);
        assertTrue(ticket(bob).length() > 100);
    }

    @Test
    void whatWasHeldAndNotTakenLapsesForBoth() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        new TransferTold(neighbours, shop, id(), TransferKind.SEND, ada, bob, false)
                .requested(700)
                .pending(700)
                .expired(700);
        awaitNotice(ada, "has expired");
        awaitNotice(bob, "has expired");
    }

    @Test
    void aRefusalIsToldWithItsReasonToWhoAskedAlone() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        ada.taps("wallet:send").says(bob.waId() + " 999999");
        UUID id = submitted(ada).getTransferId();
        new TransferTold(neighbours, shop, id, TransferKind.SEND, ada, bob, false)
                .refused(ada, "transfer-limit-exceeded");
        awaitNotice(ada, "smaller amount");
        assertEquals(0, bob.notices("transfer").size());
        ada.tapsOffered("transfer:cancel:" + id);
        assertTrue(ada.last().toString().contains("was not possible"), ada.text());
        assertEquals(List.of(), answers(ada));
    }
}
