package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shopper sees of a shop that hides its catalog, or has no cart (Meta: whatsapp_commerce_settings). */
class HiddenCatalogTest {

    private final KnownShop shop = new KnownShop()
            .goods("tee", "Grüner Tee", 450)
            .goods("kanne", "Blaue Kanne", 1990)
            .stocked("rar", "Seltener Tee", 9900, 0);

    private Talk german() {
        return new Talk(shop, Language.DE).consenting();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aHiddenCatalogIsInNoMenuAndTheHelpDoesNotInviteToSearch(Language language) {
        Talk talk = new Talk(shop, language).consenting().selling(false, true);
        talk.says("menu");
        assertEquals(
                List.of("menu:cart", "menu:orders", "menu:wallet", "menu:help"),
                talk.reply().choices());
        talk.taps("menu:help");
        assertEquals(List.of("human"), talk.reply().choices());
        assertFalse(talk.texts().contains(language == Language.DE ? "was du suchst" : "looking for"), talk.texts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "menu:catalog",
                "collection:best",
                "category:Tee",
                "page:a.",
                "page:g.0",
                "product:tee",
                "add:tee",
                "notify:rar"
            })
    void aHiddenCatalogIsNotBrowsedAndNoLinkLeadsIntoIt(String link) {
        Talk talk = german().selling(false, true).deepLink(link);
        assertTrue(talk.texts().contains("Katalog zum Stöbern gibt es hier gerade nicht"), talk.texts());
        assertFalse(talk.texts().contains("Tee"), talk.texts());
        assertTrue(talk.cart().isEmpty());
        assertEquals(List.of(), talk.changes());
    }

    @Test
    void aHiddenCatalogIsNotSearchedAndNobodyIsAskedForConsentFirst() {
        Talk talk = new Talk(shop, Language.DE).selling(false, true).says("tee");
        assertFalse(talk.offers("product:tee"), talk.texts());
        assertTrue(talk.offers("human"), talk.texts());
        assertFalse(talk.deepLink("menu:catalog").offers("consent:accept"), talk.texts());
        assertTrue(talk.says("Katalog").texts().contains("gibt es hier gerade nicht"), talk.texts());
    }

    @Test
    void aProductThatAMessageShowsCanBeBoughtThoughTheCatalogIsHidden() {
        Talk talk = german().selling(false, true).tapsAgain("product:tee", null);
        assertEquals(List.of("add:tee", "cart:show"), talk.reply().choices());
        talk.taps("add:tee").taps("cart:show").taps("line:tee").taps("product:tee");
        assertTrue(talk.texts().contains("Grüner Tee"), talk.texts());
        talk.deepLink("cart:checkout").livesAt("50667").taps("pay:cod");
        assertEquals(1, talk.placed.size());
    }

    @Test
    void aProductThatWaitedForConsentIsStillOneThatAMessageShowed() {
        Talk talk = new Talk(shop, Language.DE).selling(false, true).tapsAgain("product:tee", null);
        talk.taps("consent:accept");
        assertTrue(talk.texts().contains("4,50"), talk.texts());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aShopWithoutACartShowsItsProductsAndAPersonInsteadOfTheCart(Language language) {
        Talk talk = new Talk(shop, language).consenting().selling(true, false);
        talk.says("menu");
        assertEquals(
                List.of("menu:catalog", "menu:orders", "menu:wallet", "menu:help"),
                talk.reply().choices());
        talk.deepLink("product:tee");
        assertEquals(List.of("human", "menu:catalog"), talk.reply().choices());
        talk.deepLink("product:rar");
        assertEquals(List.of("notify:rar", "menu:catalog"), talk.reply().choices());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "menu:cart",
                "cart:show",
                "cart:checkout",
                "cart:clear",
                "cart:confirm",
                "cart:code",
                "page:c.0",
                "add:tee",
                "qty:tee:2",
                "remove:tee",
                "pay:cod",
                "pay:now"
            })
    void nothingIsPutIntoACartThatIsSwitchedOff(String id) {
        Talk talk = german().deepLink("add:kanne").selling(true, false).deepLink(id);
        assertTrue(talk.texts().contains("nichts in den Warenkorb"), talk.texts());
        assertEquals(1, talk.cart().lines().size(), "it waits for the cart to come back");
        assertTrue(talk.placed.isEmpty());
    }

    @Test
    void anOrderMessageIsRefusedInWordsWhereTheCartIsSwitchedOffEvenIfItWaitedForConsent() {
        Talk talk = new Talk(shop, Language.DE).sends("tee", 2, "4.50").selling(true, false);
        talk.taps("consent:accept");
        assertTrue(talk.cart().isEmpty());
        assertTrue(talk.texts().contains("nichts in den Warenkorb"), talk.texts());
        assertTrue(german().selling(true, false).sends("tee", 1, "4.50").cart().isEmpty());
    }

    @Test
    void aCheckoutUnderWayStopsAndAPlacedOneIsStillAnsweredFor() {
        Talk talk = german().deepLink("add:tee").deepLink("cart:checkout").livesAt("50667");
        String about = talk.about("pay:cod");
        talk.selling(true, false).taps("pay:cod");
        assertTrue(talk.placed.isEmpty(), "the cart was switched off before the tap");
        talk.selling(true, true).tapsAgain("pay:cod", about);
        assertEquals(1, talk.placed.size());
        talk.selling(true, false).tapsAgain("pay:cod", about);
        assertTrue(talk.texts().contains("schon aufgegeben"), talk.texts());
    }

    @Test
    void aShopWithNeitherStillTalksWithinMetasBounds() {
        Talk talk = german().selling(false, false).says("Hallo");
        assertEquals(
                List.of("menu:orders", "menu:wallet", "menu:help"), talk.reply().choices());
        talk.tapsAgain("product:tee", null);
        assertEquals(List.of("human"), talk.reply().choices());
        shop.hidden("tee");
        talk.tapsAgain("product:tee", null);
        assertEquals(List.of(), talk.reply().choices());
        assertEquals("text", talk.reply().message().path("type").asText());
    }
}
