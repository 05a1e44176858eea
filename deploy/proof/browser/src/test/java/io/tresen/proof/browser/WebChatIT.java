package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Shop;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A shopper buys in the web chat of a shop, in a real browser. */
class WebChatIT extends InTheBrowser {

    @Test
    void aSaleByCardOnASmallPhoneFromTheFirstTapToTheParcel() {
        Shop shop = shopWithPots();
        ChatWindow chat = ChatWindow.open(window(360, 740, "de-DE", ColorScheme.LIGHT), shop);
        // the pay page names no icon
        troubles().expect(text -> text.contains("/favicon.ico"));
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("welcome-phone");

        chat.press("Ansehen, was es gibt");
        chat.sees("Bist du einverstanden?");
        chat.isAccessible();
        chat.press("Einverstanden");
        chat.sees("Das haben wir da:");
        chat.press("Auswählen");
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("list-phone");
        chat.choose("Blue teapot");
        chat.sees("nur noch 3 da");
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("product-phone");
        chat.press("In den Warenkorb");
        chat.sees("liegt im Warenkorb");
        chat.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Warenkorb"))
                .first()
                .click();
        chat.sees("Dein Warenkorb");
        chat.fitsTheWidth();
        chat.picture("cart-phone");
        chat.press("Zur Kasse");
        chat.press("Adresse eingeben");
        fillInAddress(chat, "5066");
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("address-phone");
        chat.press("Diese Adresse nehmen");
        chat.press("Adresse verbessern");
        Locator postcode = chat.sheet().getByLabel("Postleitzahl");
        assertThat(postcode).hasAttribute("aria-invalid", "true");
        assertThat(postcode).hasAccessibleDescription(Pattern.compile("passt nicht zum Land"));
        chat.isAccessible();
        postcode.fill("50667");
        chat.press("Diese Adresse nehmen");
        chat.press("Jetzt bezahlen");

        Locator pay = chat.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prüfen und bezahlen"));
        assertThat(pay).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        String orderNo = chat.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^Bestellung ")))
                .getAttribute("aria-label")
                .substring("Bestellung ".length());
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("pay-phone");
        pay.click();
        chat.page().waitForURL(Pattern.compile(".*/payments/v1/pay/.*"));
        chat.page().locator("button[type=submit]").click();

        chat.page().waitForURL(shop.origin() + "/chat/s/" + shop.handle());
        chat.sees("Zahlung eingegangen");
        chat.sees("Bestellung bestätigt");
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        shop.awaitStatus(orderId, "confirmed");
        shop.ship(orderId);
        chat.sees("Sendungsnummer PP-1");
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("shipped-phone");
        assertEquals(2, shop.stock("pot").path("available").asInt());
    }

    @Test
    void aWholePurchaseByKeyboardAlone() {
        Shop shop = shopWithPots();
        ChatWindow chat = ChatWindow.open(window(1280, 800, "en-GB", ColorScheme.LIGHT), shop);
        Keyboard keys = new Keyboard(chat.page());
        chat.picture("welcome-desk");
        keys.press("See what there is", "Enter");
        chat.sees("Do you agree?");
        keys.press("I agree", "Enter");
        chat.sees("Here is what we have:");
        keys.press("Choose", "Enter");
        keys.press("Blue teapot", "Space");
        chat.sees("only 3 left");
        keys.press("Add to cart", "Enter");
        chat.sees("in the cart. Together");
        keys.press("Check out", "Enter");
        chat.sees("Where shall we deliver to?");
        keys.press("Enter address", "Enter");
        for (String[] field : new String[][] {
            {"Name", "Ada Lovelace"}, {"Street and number", "Weg 1"}, {"Postcode", "50667"}, {"Town or city", "Köln"}
        }) {
            keys.write(field[0], field[1]);
        }
        keys.press("Use this address", "Enter");
        chat.sees("How would you like to pay?");
        chat.picture("payment-desk");
        keys.press("Cash on delivery", "Enter");
        chat.sees("Order confirmed");
        keys.press("See the status", "Enter");
        chat.sees(": confirmed");
        chat.isAccessible();
        chat.picture("confirmed-desk");
        assertEquals(2, shop.stock("pot").path("available").asInt());
    }

    @Test
    void aLongCartShowsWhatItsSumIsMadeOfAndTheWayToItsRest() {
        Shop shop = newShop();
        shop.http()
                .put(
                        "/orders/v1/rules",
                        """
                        {"shipping": [{"countries": ["DE"], "fee": {"amount_minor": 490, "currency": "EUR"}}]}""")
                .expect(200);
        for (int i = 1; i <= 9; i++) {
            shop.product("cup-" + i, "Cup " + i, 1000, 40, "goods");
        }
        ChatWindow chat = ChatWindow.open(window(360, 740, "en-GB", ColorScheme.LIGHT), shop);
        chat.say("cup");
        chat.sees("I found");
        for (int i = 1; i <= 9; i++) {
            chat.press("Choose");
            chat.choose("Cup " + i);
            if (i == 1) {
                chat.sees("Do you agree?");
                chat.press("I agree");
            }
            assertThat(chat.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add to cart")))
                    .hasCount(i);
            chat.press("Add to cart");
            chat.sees("Together: €" + i + "4.90");
        }
        chat.press("Cart");
        chat.sees("Your cart");
        Locator cart = chat.log().getByRole(AriaRole.ARTICLE).last();
        assertThat(cart).containsText(Pattern.compile("Subtotal\\s*€90.00\\s*Shipping\\s*€4.90\\s*Total\\s*€94.90"));
        assertThat(cart.getByRole(AriaRole.LISTITEM)).hasCount(8);
        assertThat(cart.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("More")))
                .hasCount(0);
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("long-cart-phone");
        chat.press("More …");
        assertThat(chat.page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(ChatWindow.exactly("Choose"))))
                .hasCount(2);
        chat.press("Choose");
        chat.choose("1 × Cup 9");
        chat.sees("1 × Cup 9, €10.00 each");
    }

    @Test
    void aMessageWrittenWhileTheServiceIsAwayArrivesOnceAndNothingIsLost() {
        Shop shop = shopWithPots();
        ChatWindow chat = ChatWindow.open(window(390, 800, "en-GB", ColorScheme.LIGHT), shop);
        troubles().expect(text -> text.contains("503") || text.contains("502") || text.contains("WebSocket"));
        chat.say("hello");
        chat.sees("What would you like to do");
        platform().stop("chat");
        chat.page().getByText("No connection. Trying again").waitFor();
        chat.say("teapot, please, from the dark");
        assertThat(chat.log().getByText("Waiting to be sent")).hasCount(1);
        platform().start("chat");
        chat.sees("I found");
        assertThat(chat.log().getByText("Waiting to be sent")).hasCount(0);
        assertThat(chat.own("teapot, please, from the dark")).hasCount(1);
        assertThat(chat.own("hello")).hasCount(1);
        chat.page().reload();
        chat.sees("I found");
        assertThat(chat.own("teapot, please, from the dark")).hasCount(1);
    }

    @Test
    void whatCouldNotBeSentIsSentOnceAfterAReload() {
        Shop shop = shopWithPots();
        ChatWindow chat = ChatWindow.open(window(390, 800, "en-GB", ColorScheme.LIGHT), shop);
        chat.say("hello");
        chat.sees("What would you like to do");
        troubles().expect(text -> text.contains("ERR_INTERNET_DISCONNECTED"));
        chat.page().route("**/messages", route -> route.abort("internetdisconnected"));
        chat.say("mug");
        assertThat(chat.log().getByText("Waiting to be sent")).hasCount(1);
        chat.page().unrouteAll();
        chat.page().reload();
        chat.sees("I found");
        assertThat(chat.log().getByText("Waiting to be sent")).hasCount(0);
        assertThat(chat.own("mug")).hasCount(1);
    }

    /** One with a picture, three of it on the shelf. */
    private static Shop shopWithPots() {
        Shop shop = newShop();
        shop.http()
                .put(
                        "/catalog/v1/products/pot",
                        """
                        {"title": "Blue teapot", "description": "Holds four cups and keeps them warm. https://example.org/care",
                         "price": {"amount_minor": 2490, "currency": "EUR"}, "kind": "goods", "visibility": "visible",
                         "sale_price": {"amount_minor": 1990, "currency": "EUR"}, "stock": 3, "image_url": "%s/demo/enamel-pot.svg"}"""
                                .formatted(shop.origin()))
                .expect(201);
        shop.product("mug", "Cream mug", 1250, 40, "goods");
        return shop;
    }

    private static void fillInAddress(ChatWindow chat, String postcode) {
        Locator sheet = chat.sheet();
        sheet.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("Ada Lovelace");
        sheet.getByLabel("Straße und Hausnummer").fill("Weg 1");
        sheet.getByLabel("Postleitzahl").fill(postcode);
        sheet.getByLabel("Ort", new Locator.GetByLabelOptions().setExact(true)).fill("Köln");
    }
}
