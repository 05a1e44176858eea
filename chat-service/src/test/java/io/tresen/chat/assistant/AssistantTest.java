package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversations as a shopper has them, in both languages. */
class AssistantTest {

    private final KnownShop shop = new KnownShop()
            .goods("tee", "Grüner Tee", 450)
            .goods("kanne", "Blaue Kanne", 1990)
            .service("kurs", "Teekurs", 3000)
            .stocked("rar", "Seltener Tee", 9900, 0);

    private Talk german() {
        return new Talk(shop, Language.DE);
    }

    private Talk english() {
        return new Talk(shop, Language.EN);
    }

    @Test
    void aTotalThatNoOrderCanHaveIsRefusedInTheConversation() {
        long half = 1L << 52;
        Talk talk = german().consenting().deepLink("add:tee").deepLink("add:kanne");
        shop.goods("tee", "Grüner Tee", half).goods("kanne", "Blaue Kanne", half);
        talk.deepLink("cart:confirm");
        assertTrue(talk.texts().contains("höchstens"), talk.texts());
        assertEquals(450 + 1990, talk.cart().total("EUR").amountMinor());
        talk.deepLink("cart:show");
        assertTrue(talk.offers("cart:checkout"), talk.texts());
    }

    @Test
    void aCartComesBackAsFarAsAnOrderCanHoldIt() {
        long half = 1L << 52;
        shop.goods("tee", "Grüner Tee", half).goods("kanne", "Blaue Kanne", half);
        Talk talk = german().consenting();
        talk.sends("tee", 1, "45035996273704.96").livesAt("50667").taps("pay:cod");
        talk.sends("kanne", 1, "45035996273704.96").declined(Map.of());
        assertEquals(
                List.of("kanne"),
                talk.cart().lines().stream().map(CartLine::retailerId).toList());
        talk.deepLink("cart:show");
        assertTrue(talk.offers("cart:checkout"), talk.texts());
    }

    @Test
    void theFirstAnswerSaysThatItIsAutomaticAndShowsTheMenu() {
        Talk talk = german().says("Hallo");
        assertEquals("disclosure", talk.replies().get(0).notice().kind());
        assertTrue(talk.texts().contains("automatisch"));
        assertEquals(
                List.of("menu:catalog", "menu:cart", "menu:orders", "menu:wallet", "menu:help"),
                talk.reply().choices());
        assertNull(talk.reply().notice());
        assertEquals(1, talk.says("hello").replies().size(), "the disclosure is said once");
    }

    @Test
    void aFirstMessageThatFindsSomethingIsAnsweredWithItAndTheMenu() {
        Talk talk = english().says("kanne");
        assertTrue(talk.offers("product:kanne"));
        assertTrue(talk.offers("menu:catalog"));
    }

    @Test
    void aTapOnTheCatalogWaitsForConsentAndIsThenCarriedOut() {
        Talk talk = german();
        talk.says("Hallo").taps("menu:catalog");
        assertEquals("consent_needed", talk.reply().notice().kind());
        assertEquals(List.of("consent:accept"), talk.reply().choices());
        talk.taps("consent:accept");
        assertEquals(List.of(new Change.AcceptTerms("1")), talk.changes());
        assertTrue(talk.offers("product:tee"), talk.texts());
    }

    @Test
    void aCartSentWithoutConsentIsHeldAndGoesOnAfterIt() {
        Talk talk = english().sends("tee", 2, "4.50");
        assertTrue(talk.cart().isEmpty());
        talk.taps("consent:accept");
        assertEquals(2, talk.cart().line("tee").orElseThrow().quantity());
        assertEquals("address_message", type(talk.reply()));
    }

    @Test
    void chattingNeedsNoConsent() {
        Talk talk = english().says("tee");
        assertTrue(talk.offers("product:tee"));
        talk.deepLink("menu:help");
        assertTrue(talk.offers("human"));
    }

    @Test
    void theProductSheetShowsPictureLivePriceAndAvailability() {
        Talk talk = german().consenting().deepLink("product:kanne");
        assertTrue(talk.texts().contains("19,90 €"));
        assertTrue(talk.texts().contains("https://shop.example/kanne.svg"));
        assertTrue(talk.offers("add:kanne"));
        assertTrue(english().consenting().deepLink("product:kanne").texts().contains("€19.90"));
        assertTrue(talk.deepLink("product:rar").texts().contains("ausverkauft"));
        assertTrue(talk.offers("notify:rar"));
        assertFalse(talk.offers("add:rar"));
    }

    @Test
    void aSalePriceHoldsUpToNotIncludingItsEnd() {
        Product sale = new Product(
                java.util.UUID.randomUUID(),
                "s",
                "S",
                "",
                new Money(1000, "EUR"),
                new Money(800, "EUR"),
                KnownShop.NOON,
                KnownShop.NOON.plusSeconds(60),
                Map.of(),
                false,
                true,
                null,
                false,
                null,
                1,
                0);
        assertEquals(1000, sale.price(KnownShop.NOON.minusMillis(1)).amountMinor());
        assertEquals(800, sale.price(KnownShop.NOON).amountMinor());
        assertEquals(800, sale.price(KnownShop.NOON.plusSeconds(59)).amountMinor());
        assertEquals(1000, sale.price(KnownShop.NOON.plusSeconds(60)).amountMinor());
        assertTrue(new Talk(new KnownShop().put(sale), Language.DE)
                .consenting()
                .deepLink("product:s")
                .texts()
                .contains("8,00 € statt 10,00 €"));
    }

    @Test
    void buyingByButtonsPlacesOneOrderHoweverOftenThePayButtonIsTapped() {
        Talk talk = german().consenting();
        talk.deepLink("product:tee").taps("add:tee").taps("cart:show");
        assertTrue(talk.texts().contains("1 × Grüner Tee"));
        talk.taps("cart:checkout");
        assertEquals("address_message", type(talk.reply()));
        talk.livesAt("50667");
        assertEquals(List.of("pay:now", "pay:wallet", "pay:cod"), talk.reply().choices());
        String about = talk.about("pay:cod");
        talk.taps("pay:cod");
        assertEquals(1, talk.placed.size());
        Change.PlaceOrder order = talk.placed.get(0);
        assertEquals(Talk.orderId(1), order.orderId());
        assertEquals(new Money(450, "EUR"), order.total());
        assertEquals("50667", order.address().postcode());
        assertTrue(talk.cart().isEmpty());
        talk.tapsAgain("pay:cod", about).tapsAgain("pay:now", about).deepLink("pay:cod");
        talk.deepLink("cart:checkout");
        assertEquals(1, talk.placed.size());
        assertTrue(talk.texts().contains("schon aufgegeben"));
    }

    @Test
    void whoChecksOutAnEmptyCartLongAfterAnOrderReadsThatItIsEmpty() {
        Talk talk = german().consenting().sends("tee", 1, "4.50").livesAt("50667");
        String about = talk.about("pay:cod");
        talk.taps("pay:cod").later(Duration.ofMinutes(9)).says("kasse");
        assertTrue(talk.texts().contains("schon aufgegeben"), talk.texts());
        talk.later(Duration.ofMinutes(1)).says("kasse");
        assertTrue(talk.texts().contains("Dein Warenkorb ist leer."), talk.texts());
        talk.tapsAgain("pay:cod", about);
        assertTrue(talk.texts().contains("schon aufgegeben"), "a button of that order: " + talk.texts());
        assertEquals(1, talk.placed.size());
    }

    @Test
    void theButtonsOfAnEarlierCheckoutDoNotPlaceTheNextCart() {
        Talk talk = english().consenting().sends("tee", 1, "4.50").livesAt("50667");
        String about = talk.about("pay:now");
        talk.taps("pay:now");
        talk.deepLink("add:kanne").taps("cart:checkout").livesAt("50667");
        talk.tapsAgain("pay:now", about);
        assertEquals(1, talk.placed.size());
        assertEquals(1, talk.cart().lines().size());
    }

    @Test
    void theCartAfterTheAddressChangedAsksForAddressAndPaymentAgain() {
        Talk talk = english().consenting().sends("tee", 1, "4.50").livesAt("50667");
        String about = talk.about("pay:now");
        talk.deepLink("add:kanne").tapsAgain("pay:now", about);
        assertTrue(talk.placed.isEmpty());
        assertEquals("address_message", type(talk.reply()));
    }

    @Test
    void servicesNeedNoAddressAndCantBePaidInCash() {
        Talk talk = german().consenting().sends("kurs", 1, "30.00");
        assertEquals(List.of("pay:now", "pay:wallet"), talk.reply().choices());
        talk.taps("pay:now");
        assertNull(talk.placed.get(0).address());
        Talk mixed =
                german().consenting().deepLink("add:kurs").deepLink("add:tee").deepLink("cart:checkout");
        mixed.livesAt("50667");
        assertEquals(List.of("pay:now", "pay:wallet"), mixed.reply().choices());
    }

    @Test
    void aMethodThatIsSwitchedOffIsNeitherOfferedNorTaken() {
        Talk talk = german().taking(PaymentWay.CARD)
                .consenting()
                .sends("tee", 1, "4.50")
                .livesAt("50667");
        assertEquals(List.of("pay:now"), talk.reply().choices());
        talk.deepLink("pay:cod");
        talk.deepLink("pay:wallet");
        assertTrue(talk.placed.isEmpty());
    }

    @Test
    void anOrderMessageWithAnotherPriceAsksForAYesAndUsesOurs() {
        Talk talk = english().consenting().sends("tee", 2, "3.99");
        assertEquals("price_changed", talk.reply().notice().kind());
        assertTrue(talk.texts().contains("€9.00"));
        talk.taps("cart:confirm");
        assertEquals("address_message", type(talk.reply()));
        talk.livesAt("50667").taps("pay:now");
        assertEquals(900, talk.placed.get(0).total().amountMinor());
    }

    @Test
    void aPriceThatMovedBeforeThePayTapAsksForAYes() {
        Talk talk = english().consenting().sends("tee", 1, "4.50").livesAt("50667");
        shop.goods("tee", "Grüner Tee", 500);
        talk.taps("pay:now");
        assertTrue(talk.placed.isEmpty());
        assertTrue(talk.texts().contains("€5.00"));
        talk.taps("cart:confirm");
        talk.livesAt("50667").taps("pay:now");
        assertEquals(500, talk.placed.get(0).total().amountMinor());
    }

    @Test
    void aDeclinedCheckoutGoesOnAtThePricesThatOrderServiceNamed() {
        Talk talk =
                english().consenting().sends("tee", 1, "4.50").livesAt("50667").taps("pay:now");
        talk.declined(Map.of("tee", 475L))
                .deepLink("cart:confirm")
                .livesAt("50667")
                .taps("pay:now");
        assertEquals(2, talk.placed.size());
        assertEquals(475, talk.placed.get(1).total().amountMinor());
        assertEquals(Talk.orderId(2), talk.placed.get(1).orderId());
    }

    @Test
    void whatOrderServiceNamedHoldsForThatCartAlone() {
        Talk talk =
                english().consenting().sends("tee", 1, "4.50").livesAt("50667").taps("pay:now");
        talk.declined(Map.of("tee", 475L)).deepLink("cart:clear");
        shop.goods("tee", "Grüner Tee", 600);
        talk.deepLink("add:tee").deepLink("cart:confirm").livesAt("50667").taps("pay:now");
        assertEquals(600, talk.placed.get(1).total().amountMinor());
    }

    @Test
    void anUnknownProductInAnOrderMessageIsKeptWithItsDerivedId() {
        Talk talk = german().consenting().sends("neu", 1, "7.00");
        CartLine line = talk.cart().line("neu").orElseThrow();
        assertEquals(io.tresen.messaging.Ids.v5(KnownShop.ID, "neu"), line.productId());
        assertEquals(0, line.productVersion());
        assertEquals(700, line.unitPriceMinor());
    }

    @Test
    void aProductThatBecameKnownIsRecognizedAtCheckout() {
        Talk talk = german().consenting().sends("neu", 1, "7.00");
        assertEquals("address_message", type(talk.reply()), "what is not known is taken for goods");
        shop.service("neu", "Neuer Kurs", 700);
        talk.deepLink("cart:checkout");
        assertEquals(List.of("pay:now", "pay:wallet"), talk.reply().choices());
    }

    @Test
    void aFaultyAddressIsAskedForAgainWithWhatIsWrong() {
        Talk talk = german().consenting().sends("tee", 1, "4.50").livesAt("5066");
        assertEquals("address_message", type(talk.reply()));
        assertTrue(talk.reply()
                .message()
                .at("/interactive/action/parameters/validation_errors/postcode")
                .isTextual());
        assertTrue(talk.livesAt("50667").offers("pay:now"));
    }

    @Test
    void theLastAddressIsOfferedForConfirmation() {
        Talk talk =
                german().consenting().sends("tee", 1, "4.50").livesAt("50667").taps("pay:cod");
        talk.sends("tee", 1, "4.50");
        assertEquals(
                "50667",
                talk.reply()
                        .message()
                        .at("/interactive/action/parameters/saved_addresses/0/value/postcode")
                        .asText());
    }

    @Test
    void longListsHaveTenRowsTheTenthIsMoreAndNoProductIsShownTwice() {
        KnownShop big = new KnownShop();
        for (int i = 10; i < 33; i++) {
            big.goods("p" + i, "Product " + i, 100 + i);
        }
        Talk talk = new Talk(big, Language.EN).consenting().deepLink("menu:catalog");
        java.util.Set<String> seen = new java.util.TreeSet<>();
        int pages = 1;
        while (true) {
            List<String> rows = talk.reply().choices();
            assertTrue(rows.size() <= 10);
            rows.stream().filter(id -> id.startsWith("product:")).forEach(id -> assertTrue(seen.add(id)));
            String more = rows.get(rows.size() - 1);
            if (!more.startsWith("page:")) {
                break;
            }
            talk.taps(more);
            pages++;
        }
        assertEquals(23, seen.size());
        assertEquals(3, pages);
    }

    @Test
    void cartLinesAreChangedByTheirIds() {
        Talk talk = german().consenting().deepLink("add:tee").deepLink("qty:tee:5");
        assertEquals(5, talk.cart().line("tee").orElseThrow().quantity());
        talk.deepLink("add:kanne").deepLink("remove:tee");
        assertTrue(talk.cart().line("tee").isEmpty());
        talk.taps("line:kanne").taps("qty:kanne:2");
        assertEquals(2, talk.cart().line("kanne").orElseThrow().quantity());
        talk.deepLink("cart:clear");
        assertTrue(talk.cart().isEmpty());
        assertTrue(talk.texts().contains("leer"));
    }

    @Test
    void aRetailerIdMayHoldColons() {
        shop.goods("a:b:7", "Komisch", 100);
        Talk talk = german().consenting().deepLink("qty:a:b:7:3");
        assertEquals(3, talk.cart().line("a:b:7").orElseThrow().quantity());
    }

    @Test
    void whatIsSoldOutIsNotAddedButTheShopperMayBeTold() {
        Talk talk = english().consenting().deepLink("add:rar");
        assertTrue(talk.cart().isEmpty());
        talk.taps("notify:rar");
        assertEquals(
                List.of(new Change.WishBack(io.tresen.messaging.Ids.v5(KnownShop.ID, "rar"), "rar", 1)),
                talk.changes());
    }

    @Test
    void whoWishesForWhatIsThereIsShownIt() {
        shop.stocked("rar", "Seltener Tee", 9900, 2);
        Talk talk = english().consenting().deepLink("notify:rar");
        assertEquals(List.of(), talk.changes());
        assertTrue(talk.offers("add:rar"), talk.texts());
        assertTrue(talk.texts().contains("only 2 left"), talk.texts());
    }

    @Test
    void whoPutsMoreThanThereIsReadsHowFewThereAre() {
        shop.stocked("rar", "Seltener Tee", 9900, 2);
        Talk talk = english().consenting().deepLink("qty:rar:3");
        assertEquals(3, talk.cart().line("rar").orElseThrow().quantity(), "it is decided when it is ordered");
        assertTrue(talk.texts().contains("only 2 of it left"), talk.texts());
        assertFalse(talk.deepLink("qty:rar:2").texts().contains("of it left"), talk.texts());
        shop.stocked("rar", "Seltener Tee", 9900, 0);
        assertTrue(talk.deepLink("qty:rar:1").texts().contains("it is sold out"), talk.texts());
    }

    @Test
    void whatWentFromTheShopLeavesTheCartAtCheckout() {
        Talk talk = english().consenting().deepLink("add:tee").deepLink("add:kanne");
        shop.hidden("tee");
        talk.deepLink("cart:checkout");
        assertTrue(talk.texts().contains("No longer available: Grüner Tee"));
        assertEquals(1, talk.cart().lines().size());
    }

    @Test
    void stopIsAcknowledgedOnceAndStartUndoesIt() {
        Talk talk = german().says(" stopp ");
        assertTrue(talk.changes().contains(new Change.AllowMarketing(false)));
        assertTrue(talk.texts().contains("START"));
        assertTrue(talk.says("STOP").replies().isEmpty());
        talk.says("start");
        assertTrue(talk.changes().contains(new Change.AllowMarketing(true)));
        assertTrue(talk.says("Stop it").changes().isEmpty(), "only a whole message is a STOP");
    }

    @Test
    void menuWordsOfBothLanguagesAreKnownInEither() {
        assertTrue(german().consenting().says("Cart").texts().contains("leer"));
        assertTrue(english().consenting().says("Warenkorb!").texts().contains("empty"));
        assertTrue(english().consenting().says("Mensch").changes().contains(new Change.CallHuman()));
        assertTrue(german().consenting().says("HILFE").offers("human"));
    }

    @Test
    void discountCodesAreAskedForAndPolitelyUnknown() {
        Talk talk =
                german().consenting().deepLink("add:tee").deepLink("cart:code").says("SOMMER10");
        assertTrue(talk.texts().contains("SOMMER10"));
        assertTrue(talk.offers("cart:checkout"));
        assertFalse(talk.says("SOMMER10").texts().contains("Code"), "only the next text is a code");
    }

    @Test
    void ordersAreShownWithTheirParcelsAndCanBeChangedUntilTheyLeave() {
        java.util.UUID id = java.util.UUID.randomUUID();
        OrderFacts.Parcel parcel = new OrderFacts.Parcel(java.util.UUID.randomUUID(), "DHL", "JJD1", false);
        shop.orders.put("T00001", order(id, "T00001", "confirmed", List.of()));
        shop.orders.put("T00002", order(java.util.UUID.randomUUID(), "T00002", "shipped", List.of(parcel)));
        Talk talk = german().consenting().says("Bestellungen").taps("order:T00001");
        assertTrue(talk.texts().contains("bestätigt"));
        talk.taps("address:T00001");
        assertEquals("order:T00001", talk.reply().about());
        talk.livesAt("10115");
        assertTrue(talk.changes().stream()
                .anyMatch(it -> it instanceof Change.CorrectAddress correct
                        && correct.orderId().equals(id)));
        talk.deepLink("cancel:T00001");
        assertEquals(List.of(new Change.CancelOrder(id)), talk.changes());
        talk.deepLink("order:T00002");
        assertTrue(talk.texts().contains("JJD1"));
        assertFalse(talk.offers("address:T00002"));
        assertTrue(talk.deepLink("address:T00002").texts().contains("steht fest"));
        assertTrue(talk.deepLink("order:T99999").texts().contains("finde ich nicht"));
    }

    @Test
    void anOrderThatWaitsForItsMoneyOffersThePageToPayOn() {
        String page = "http://localhost:8080/payments/v1/pay/token";
        shop.orders.put("T00005", waiting("T00005", "awaiting_payment", "failed", page));
        shop.orders.put("T00006", waiting("T00006", "awaiting_payment", "paid", page));
        shop.orders.put("T00007", waiting("T00007", "expired", "none", page));
        shop.orders.put("T00008", waiting("T00008", "awaiting_payment", "none", null));
        Talk talk = german().consenting().deepLink("order:T00005");
        assertTrue(talk.replies().get(0).choices().contains("cancel:T00005"));
        assertEquals(
                page,
                talk.reply().message().at("/interactive/action/parameters/url").asText());
        assertTrue(talk.body().contains("noch nicht bezahlt"), talk.body());
        for (String other : List.of("T00006", "T00007", "T00008")) {
            assertEquals(1, talk.deepLink("order:" + other).replies().size(), other);
        }
    }

    private static OrderFacts waiting(String orderNo, String status, String paymentStatus, String payPage) {
        return new OrderFacts(
                java.util.UUID.randomUUID(),
                orderNo,
                status,
                new Money(450, "EUR"),
                true,
                List.of(),
                paymentStatus,
                payPage);
    }

    @Test
    void anOrderThatIsCancelledOrAboutToBeAnswersARepeatedTapWithItsStatusAtOnce() {
        shop.orders.put("T00003", order(java.util.UUID.randomUUID(), "T00003", "cancelling", List.of()));
        shop.orders.put("T00004", order(java.util.UUID.randomUUID(), "T00004", "cancelled", List.of()));
        Talk talk = german().consenting().deepLink("cancel:T00003");
        assertEquals(List.of(), talk.changes(), "nothing is asked of order-service, which would not answer again");
        assertTrue(talk.texts().contains("wird storniert"), talk.texts());
        assertFalse(talk.texts().contains("melde mich"), talk.texts());
        talk.deepLink("cancel:T00004");
        assertEquals(List.of(), talk.changes());
        assertTrue(talk.texts().contains("T00004: storniert"), talk.texts());
    }

    @Test
    void aPictureAndAPlaceAreForAPersonAndAReactionNeedsNoAnswer() {
        Talk talk = english().consenting().shows(new Inbound.PictureSent("1"));
        assertEquals(List.of("human", "menu:help"), talk.reply().choices());
        assertTrue(talk.texts().contains("picture"), talk.texts());
        assertTrue(german().consenting().shows(new Inbound.PlaceSent()).offers("human"));
        assertEquals(List.of(), talk.shows(new Inbound.Reacted("wamid.1")).replies());
        assertEquals(
                "disclosure",
                german().shows(new Inbound.PictureSent("1"))
                        .replies()
                        .get(0)
                        .notice()
                        .kind());
    }

    @Test
    void aSilentAssistantTakesStopAndConsentAndSaysNothing() {
        Situation situation = new Situation(
                KnownShop.shop(PaymentWay.CARD),
                Language.DE,
                Talk.ID,
                true,
                false,
                true,
                null,
                Cart.EMPTY,
                Flow.START,
                0,
                KnownShop.ADA,
                1,
                KnownShop.NOON);
        Outcome stop = Assistant.silently(situation, new Inbound.Said("STOP"), shop);
        assertEquals(List.of(new Change.AllowMarketing(false)), stop.changes());
        assertTrue(stop.replies().isEmpty());
        assertTrue(Assistant.silently(situation, new Inbound.Said("Tee"), shop)
                .replies()
                .isEmpty());
    }

    @Test
    void aSilentAssistantHearsAWishThatWasOfferedAndOffersNothing() {
        shop.stocked("leer", "Leere Dose", 300, 0).stocked("voll", "Volle Dose", 300, 9);
        Situation situation = new Situation(
                KnownShop.shop(PaymentWay.CARD),
                Language.DE,
                Talk.ID,
                false,
                false,
                true,
                null,
                Cart.EMPTY,
                Flow.START,
                0,
                KnownShop.ADA,
                1,
                KnownShop.NOON);
        Outcome wish = Assistant.silently(situation, new Inbound.Tapped("notify:leer", null, true), shop);
        assertEquals(1, wish.changes().size());
        assertTrue(wish.changes().get(0) instanceof Change.WishBack, wish.toString());
        assertTrue(wish.replies().get(0).message().toString().contains("Leere Dose"));
        for (String id : List.of("notify:voll", "notify:niewas")) {
            Outcome other = Assistant.silently(situation, new Inbound.Tapped(id, null, true), shop);
            assertEquals(List.of(), other.changes(), id);
            assertEquals(1, other.replies().size(), id);
            assertEquals(List.of(), other.replies().get(0).choices(), id);
        }
        Outcome typed = Assistant.silently(situation, new Inbound.Tapped("notify:leer", null, false), shop);
        assertEquals(List.of(), typed.changes(), "nothing of ours offered it");
    }

    private static OrderFacts order(java.util.UUID id, String orderNo, String status, List<OrderFacts.Parcel> parcels) {
        return new OrderFacts(id, orderNo, status, new Money(450, "EUR"), true, parcels, "paid", null);
    }

    private static String type(Reply reply) {
        return reply.message().at("/interactive/type").asText();
    }
}
