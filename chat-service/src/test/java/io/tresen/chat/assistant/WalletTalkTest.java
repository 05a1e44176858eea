package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wallets in the chat: what a shopper can do there, and what only the page may be told. */
class WalletTalkTest {

    private final KnownShop shop = new KnownShop().goods("geldbeutel", "Wallet aus Leder", 4_900);

    private Talk german() {
        return new Talk(shop, Language.DE);
    }

    private Talk english() {
        return new Talk(shop, Language.EN).consenting();
    }

    private static List<Change.SubmitTransfer> submitted(Talk talk) {
        return talk.changes().stream()
                .filter(Change.SubmitTransfer.class::isInstance)
                .map(Change.SubmitTransfer.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wallet", "geldbörse", "GUTHABEN!", "  wallet "})
    void theWordLeadsToThePageAndSaysTheShoppersOwnNumber(String word) {
        Talk talk = german().consenting().says(word);
        assertTrue(talk.texts().contains(KnownShop.ADA), talk.texts());
        assertTrue(talk.offers("wallet:send") && talk.offers("wallet:request"));
        assertEquals("cta_url", talk.reply().message().at("/interactive/type").asText());
        assertEquals("http://localhost:8080/payments/v1/wallet/ticket-1", url(talk));
        assertTrue(talk.texts().contains("15 Minuten"));
    }

    @Test
    void theMenuHasItWhereTheShopHasWalletsAndNowhereElse() {
        assertTrue(english().says("menu").offers("menu:wallet"));
        assertTrue(english().says("help").texts().contains("send money"));
        Talk without = english().taking(PaymentWay.CARD);
        assertFalse(without.says("menu").offers("menu:wallet"));
        assertTrue(without.says("wallet").offers("product:geldbeutel"), "a shop may sell wallets");
        assertTrue(without.deepLink("menu:wallet").texts().contains("no wallets"));
        assertTrue(without.deepLink("wallet:send").texts().contains("no wallets"));
        assertEquals(List.of(), submitted(without.says(KnownShop.BOB + " 5")));
    }

    @Test
    void moneyTalkNeedsTheTermsFirstAndThenGoesOn() {
        Talk talk = german().says("Hallo").says("Guthaben");
        assertEquals("consent_needed", talk.reply().notice().kind());
        assertFalse(talk.texts().contains("/payments/v1/wallet/"));
        assertTrue(talk.taps("consent:accept").texts().contains("/payments/v1/wallet/ticket-1"));
    }

    @Test
    void sendingToANumberHoldsNothingBeforeThePin() {
        Talk talk = german().consenting().says("wallet").taps("wallet:send");
        assertTrue(talk.body().contains("491512345678 12,50") && talk.body().contains(KnownShop.ADA), talk.body());
        talk.says(KnownShop.BOB + " 12,50");
        Change.SubmitTransfer transfer = submitted(talk).get(0);
        assertEquals(TransferKind.SEND, transfer.kind());
        assertEquals(KnownShop.BOBS_ID, transfer.counterpart());
        assertEquals(new Money(1_250, "EUR"), transfer.amount());
        assertEquals(Ids.v5(Talk.ID, "transfer:3"), transfer.transferId());
        String number = TransferEntry.number(transfer.transferId());
        assertTrue(
                talk.texts().contains(number + ": 12,50 € von dir an eine andere Person (" + KnownShop.BOB + ")"),
                talk.texts());
        assertTrue(talk.offers("transfer:cancel:" + transfer.transferId()));
        assertEquals("http://localhost:8080/payments/v1/wallet/ticket-2", url(talk));
        assertTrue(talk.body().contains("niemals in den Chat"));
    }

    @Test
    void sendingInEnglishByPhoneNumber() {
        Talk talk = english().deepLink("wallet:send").says("+49 151 12345678 €12.50");
        assertEquals(new Money(1_250, "EUR"), submitted(talk).get(0).amount());
        assertTrue(talk.texts().contains("€12.50 from you to another shopper (4915112345678)"), talk.texts());
    }

    @Test
    void theShopCanBePaidAndNotAsked() {
        Talk talk = german().consenting().deepLink("wallet:send").says("Laden 5");
        assertEquals(null, submitted(talk).get(0).counterpart());
        assertTrue(talk.texts().contains("5,00 € von dir an den Laden"), talk.texts());
        Talk asking = german().consenting().deepLink("wallet:request").says("Laden 5");
        assertEquals(List.of(), submitted(asking));
        assertTrue(asking.body().contains("kein Geld anfordern"), asking.body());
    }

    @Test
    void askingForMoneyGivesNoLinkSinceTheOtherPays() {
        Talk talk = english().deepLink("wallet:request").says(KnownShop.BOB + " 3");
        Change.SubmitTransfer transfer = submitted(talk).get(0);
        assertEquals(TransferKind.REQUEST, transfer.kind());
        assertTrue(talk.texts().contains("€3.00 from another shopper (" + KnownShop.BOB + ") to you"), talk.texts());
        assertFalse(talk.texts().contains("/payments/v1/wallet/"));
    }

    @Test
    void whatIsNotUnderstoodIsExplainedTwiceAndThenTheMenuComes() {
        Talk talk = german().consenting().deepLink("wallet:send").says("dem Bob zehn Euro");
        assertTrue(talk.body().contains("zum Beispiel: 491512345678 12,50"), talk.body());
        talk.says("nochmal zehn");
        assertTrue(talk.texts().contains("zum Beispiel"));
        assertTrue(talk.offers("menu:catalog"));
        assertEquals(List.of(), submitted(talk.says(KnownShop.BOB + " 5")), "it is a search by now");
    }

    @Test
    void theQuestionStandsBesideTheStepSinceTheVersionBeforeKnowsNoSuchStep() {
        Talk talk = english().deepLink("wallet:send");
        assertEquals(Step.NONE, talk.flow().step());
        assertEquals(new TransferQuestion(TransferKind.SEND, false), talk.flow().question());
        talk.says("bob");
        assertEquals(Step.NONE, talk.flow().step());
        assertEquals(new TransferQuestion(TransferKind.SEND, true), talk.flow().question());
    }

    @Test
    void aSecondTryMayBeRight() {
        Talk talk = english().deepLink("wallet:request").says("bob").says(KnownShop.BOB + " 5");
        assertEquals(1, submitted(talk).size());
    }

    @ParameterizedTest
    @CsvSource({"menu,menu:catalog", "abbrechen,menu:catalog", "cancel,menu:catalog", "hilfe,human"})
    void whoWantsSomethingElseGetsIt(String word, String offered) {
        Talk talk = german().consenting().deepLink("wallet:send").says(word);
        assertTrue(talk.offers(offered), talk.texts());
        assertEquals(List.of(), submitted(talk.says(KnownShop.BOB + " 5")));
    }

    @Test
    void aTapOnSomethingElseEndsTheQuestion() {
        Talk talk = english().deepLink("wallet:send").deepLink("menu:help").says(KnownShop.BOB + " 5");
        assertEquals(List.of(), submitted(talk));
    }

    @Test
    void aNumberThatNobodyHasIsSaidAtOnceAndNobodyCanTryThemAll() {
        Talk talk = english();
        for (int i = 0; i < 10; i++) {
            talk.deepLink("wallet:send").says("88800000000000" + i + " 5");
            assertTrue(talk.texts().contains("nobody with the number"), talk.texts());
        }
        talk.deepLink("wallet:send").says(KnownShop.BOB + " 5");
        assertEquals(List.of(), submitted(talk), "not even one that is somebody's");
        assertTrue(talk.texts().contains("tomorrow"), talk.texts());
    }

    @Test
    void whereTooManyPhoneNumbersWereTriedTheOwnNumberStillWorks() {
        shop.phonesClosed = true;
        Talk talk = english().deepLink("wallet:send").says("+4915112345678 5");
        assertTrue(talk.body().contains("under \"wallet\""), talk.body());
        assertEquals(1, submitted(talk.says(KnownShop.BOB + " 5")).size());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void tooManyOpenRequestsAreRefusedWithWhatToDo(Language language) {
        String reason = Phrases.of(language).reason("too-many-requests");
        assertTrue(reason.contains(language == Language.DE ? "die offenen" : "the open ones first"), reason);
    }

    @Test
    void onesOwnNumberIsNobodyToSendTo() {
        Talk talk = german().consenting().deepLink("wallet:send").says(KnownShop.ADA + " 5");
        assertEquals(List.of(), submitted(talk));
        assertTrue(talk.body().contains("deine eigene Nummer"));
    }

    @Test
    void otherCurrenciesHaveTheirOwnDigits() {
        Talk talk = english().reckoningIn("JPY").deepLink("wallet:send");
        assertTrue(talk.body().contains("491512345678 1250"), talk.body());
        assertEquals(List.of(), submitted(talk.says(KnownShop.BOB + " 12.50")));
        assertEquals(
                new Money(1_500, "JPY"),
                submitted(talk.says(KnownShop.BOB + " 1500")).get(0).amount());
    }

    @Test
    void eachTransferHasAnIdOfItsOwn() {
        Talk talk = english().deepLink("wallet:send").says(KnownShop.BOB + " 5");
        UUID first = submitted(talk).get(0).transferId();
        talk.deepLink("wallet:send").says(KnownShop.BOB + " 5");
        assertNotEquals(first, submitted(talk).get(0).transferId());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theWalletPaysAnOrderLikeACardAndThePageAsksForThePin(Language language) {
        Talk talk = new Talk(shop.goods("tee", "Tee", 450), language).consenting();
        talk.deepLink("add:tee").taps("cart:checkout").livesAt("50667").taps("pay:wallet");
        assertEquals(PaymentWay.WALLET, talk.placed.get(0).method());
        assertTrue(talk.body().contains("PIN"), talk.body());
    }

    private static String url(Talk talk) {
        return talk.reply().message().at("/interactive/action/parameters/url").asText();
    }
}
