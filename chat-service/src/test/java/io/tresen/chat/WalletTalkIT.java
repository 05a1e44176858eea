package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.chat.assistant.Counterpart;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The way to the wallet in the chat: its page, and who may be found by a number. */
@QuarkusTest
class WalletTalkIT extends TransfersUnderTest {

    @Inject
    UnknownNumbers numbers;

    @Inject
    WalletDesk desk;

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
    void aShopperWhoIsNotHereIsNotTakenForTheShop() {
        Api shop = shop("en");
        Talker ada = consenting(shop);
        Talker stranger = consenting(shop("en"));
        new TransferTold(neighbours, shop, id(), TransferKind.SEND, ada, stranger, true).posted(700);
        awaitNotice(ada, "from you to another shopper is booked");
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
