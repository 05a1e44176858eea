package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.chat.assistant.Counterpart;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.TransferAnswered;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money from person to person, as two shoppers see it in their chats; payment-service is played on its real topic. */
@QuarkusTest
class TransferTalkIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String PAGE = "/payments/v1/wallet/";

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    UnknownNumbers numbers;

    @Inject
    WalletDesk desk;

    private static Api shop(String language) {
        Api shop = Api.register(language);
        shop.authorized()
                .body("{\"enabled\": true, \"payment_methods\": [\"card\", \"wallet\", \"cod\"]}")
                .put("/chat/v1/business/assistant")
                .then()
                .statusCode(200);
        return shop;
    }

    private static Talker consenting(Api shop) {
        return shop.shopper().consenting().says("hello");
    }

    private static String ticket(Talker talker) {
        String url =
                talker.last().at("/message/interactive/action/parameters/url").asText();
        assertTrue(url.contains(PAGE), talker.text());
        return url.substring(url.indexOf(PAGE) + PAGE.length());
    }

    private TransferSubmitted submitted(Talker talker) {
        await().atMost(PATIENCE).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferSubmitted.class)
                .isEmpty());
        List<TransferSubmitted> all =
                neighbours.heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferSubmitted.class);
        return all.get(all.size() - 1);
    }

    private List<TransferAnswer> answers(Talker talker) {
        return neighbours.heard(Topics.CHAT_CONVERSATION, talker.conversationId(), TransferAnswered.class).stream()
                .map(TransferAnswered::getAnswer)
                .toList();
    }

    private static JsonNode awaitNotice(Talker talker, String text) {
        await().atMost(PATIENCE).until(() -> notices(talker, text) > 0);
        return talker.history().stream()
                .filter(it -> it.has("notice") && it.path("message").toString().contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static long notices(Talker talker, String text) {
        return talker.history().stream()
                .filter(it -> it.has("notice") && it.path("message").toString().contains(text))
                .count();
    }

    @Test
    void theLinkIsATicketForTheWalletsPageAloneAndForItsShopperAlone() throws Exception {
        Api shop = shop("en");
        Talker ada = consenting(shop).says("wallet");
        assertTrue(ada.text().contains(ada.waId()));
        String ticket = ticket(ada);
        SignedJWT jwt = SignedJWT.parse(ticket);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals("ES256", jwt.getHeader().getAlgorithm().getName());
        assertEquals("tresen-chat", claims.getIssuer());
        assertEquals(List.of("tresen-wallet"), claims.getAudience());
        assertEquals(ada.shopperId().toString(), claims.getSubject());
        assertEquals(shop.businessId().toString(), claims.getStringClaim("business_id"));
        assertEquals("EUR", claims.getStringClaim("currency"));
        assertEquals(ada.conversationId().toString(), claims.getStringClaim("conversation_id"));
        assertNull(claims.getClaim("groups"));
        assertNotEquals(null, claims.getJWTID());
        long left = Duration.between(Instant.now(), claims.getExpirationTime().toInstant())
                .toSeconds();
        assertTrue(left > 13 * 60 && left <= 15 * 60, left + " s");
        given().header("Authorization", "Bearer " + ticket)
                .get(ada.path() + "/messages")
                .then()
                .statusCode(401);
        assertNotEquals(ticket, ticket(ada.says("wallet")));

        String seen = shop.authorized()
                .get(ada.path() + "/messages?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(seen.contains(PAGE + "\""), "the shop sees that there was a link");
        assertFalse(seen.contains(ticket), "and can't open the wallet by it");
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
        JsonNode paid = awaitNotice(ada, number + ": €12.50 from you to another shopper (" + end + " is booked");
        assertEquals("transfer", paid.at("/notice/kind").asText());
        awaitNotice(
                bob,
                number + ": €12.50 from another shopper (…"
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

    private static UUID id() {
        return Ids.v7();
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
        awaitNotice(silent, "von dir an den Laden sind gutgeschrieben");
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
        awaitNotice(ada, "von dir an den Laden sind gutgeschrieben");
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
    void aShopperWhoIsNotHereIsNotTakenForTheShop() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker stranger = consenting(shop("en"));
        new TransferTold(neighbours, shop, id(), TransferKind.SEND, ada, stranger, true).posted(700);
        awaitNotice(ada, "from you to another shopper is booked");
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

    @Test
    void numbersOfNobodyAreSoonNotLookedUpAndTheOtherShopsShoppersAreNobody() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        Talker stranger = consenting(shop("en"));
        ada.taps("wallet:send").says(stranger.waId() + " 5");
        assertTrue(ada.last().toString().contains("nobody with the number"), ada.text());
        for (int i = 0; i < 9; i++) {
            ada.taps("wallet:send").says("88800000000000" + i + " 5");
        }
        ada.taps("wallet:send").says(bob.waId() + " 5");
        assertTrue(ada.text().contains("tomorrow"), ada.text());
        database.run(
                tx -> tx.update("update unknown_numbers set day = day - 1 where shopper_id = $1", ada.shopperId()));
        ada.taps("wallet:send").says(bob.waId() + " 5");
        assertTrue(ticket(ada).length() > 100, "the next day");
        database.run(
                tx -> tx.update("update unknown_numbers set day = day - 1 where shopper_id = $1", ada.shopperId()));
        database.run(numbers::forgetOld);
        assertEquals(
                0,
                database.read(tx -> tx.list("select 1 from unknown_numbers where shopper_id = $1", ada.shopperId()))
                        .size());
        Talker another = consenting(shop);
        another.taps("wallet:send").says(bob.waId() + " 5");
        assertTrue(ticket(another).length() > 100, "who names numbers that are somebody's is not counted");
    }

    @Test
    void manyFreshShoppersTogetherCantTryPhoneNumbersAndTheChatsOwnNumbersStillWork() {
        Api shop = shop("en");
        Talker bob = consenting(shop);
        for (int i = 0; i < 60; i++) {
            assertEquals(new Counterpart.Unknown(), named(shop, Ids.v7(), "4915200000" + (100 + i)));
        }
        String phone = phoneOf(shop, bob);
        UUID fresh = Ids.v7();
        assertEquals(new Counterpart.PhonesClosed(), named(shop, fresh, "49152000009"));
        assertEquals(new Counterpart.PhonesClosed(), named(shop, fresh, phone));
        assertEquals(new Counterpart.Known(bob.shopperId(), bob.waId()), named(shop, fresh, bob.waId()));
        Talker ada = consenting(shop);
        ada.taps("wallet:send").says("+" + phone + " 5");
        assertTrue(ada.last().toString().contains("don't look up phone numbers"), ada.text());
        ada.says(bob.waId() + " 5");
        assertTrue(ticket(ada).length() > 100);
        Api other = shop("en");
        assertEquals(new Counterpart.Unknown(), named(other, fresh, "49152000009"), "another shop counts alone");
        database.run(tx -> tx.update(
                "update unknown_phones set hour = hour - interval '1 hour' where business_id = $1", shop.businessId()));
        assertEquals(new Counterpart.Known(bob.shopperId(), bob.waId()), named(shop, fresh, phone));
        database.run(numbers::forgetOld);
        assertEquals(
                0,
                database.read(tx -> tx.list("select 1 from unknown_phones where business_id = $1", shop.businessId()))
                        .size());
    }

    private Counterpart named(Api shop, UUID shopperId, String number) {
        ChatEvent.Party party = new ChatEvent.Party(shop.businessId(), Ids.v7(), shopperId);
        return database.inTransaction(tx -> desk.counterpart(tx, party, number));
    }

    private static String phoneOf(Api shop, Talker talker) {
        String phone = "49151" + (10_000_000 + (int) (Math.random() * 80_000_000));
        shop.authorized()
                .body("{\"phone\": \"+" + phone + "\"}")
                .put(talker.path() + "/phone")
                .then()
                .statusCode(200);
        return phone;
    }

    @Test
    void oneIsFoundByAConfirmedPhoneNumberToo() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker bob = consenting(shop);
        String phone = phoneOf(shop, bob);
        ada.taps("wallet:send").says("+" + phone + " 5");
        assertEquals(bob.shopperId(), submitted(ada).getCounterpartShopperId());
    }

    @Test
    void anOrderIsPlacedByWalletAndItsPageIsLinkedAsForACard() {
        Api shop = shop("en");
        neighbours.product(shop.businessId(), "tee", "Tea", 450);
        Talker ada = shop.shopper().consenting();
        ada.post(Talker.cart("tee", 1, "4.50")).then().statusCode(201);
        ada.livesAt("50667").tapsOffered("pay:wallet");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        await().atMost(PATIENCE).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                .isEmpty());
        assertEquals(
                PaymentMethod.WALLET,
                neighbours
                        .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                        .get(0)
                        .getPaymentMethod());
        new OrderTold(
                        neighbours,
                        shop.businessId(),
                        ada,
                        orderId,
                        "T" + orderId.toString().substring(24).toUpperCase())
                .placed(450)
                .payable(450, 1);
        await().atMost(PATIENCE).until(() -> ada.notices("payment_request").size() == 1);
        assertTrue(ada.notices("payment_request")
                .get(0)
                .at("/message/interactive/action/parameters/payment_settings/0/payment_link/uri")
                .asText()
                .contains("/payments/v1/pay/"));
    }
}
