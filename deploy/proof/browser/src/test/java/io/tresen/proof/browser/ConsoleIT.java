package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A merchant and a shopper in two real browsers: from nothing to a shipped order. */
class ConsoleIT extends InTheBrowser {

    private static final String PASSWORD = "correct horse battery";

    private final String handle = "desk-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void anOwnerOpensAShopAnswersAShopperHandsBackAndShipsTheOrder() {
        Page owner = signedUp();
        assertThat(owner.getByText(Pattern.compile("of 7 done"))).isVisible();
        lookAt(owner, "console-start");
        owner.reload();
        assertThat(heading(owner, "Hello, Olga Owner")).isVisible(); // the cookie renews what the page forgot
        addProduct(owner);
        lookAt(owner, "console-catalog");

        ChatWindow chat = ChatWindow.open(
                window(360, 740, "en-GB", ColorScheme.LIGHT), platform().origin(), handle);
        chat.say("Is the sencha organic?");
        chat.sees("What would you like to do");
        link(owner, "Inbox").click();
        link(owner, Pattern.compile("A shopper")).click();
        assertThat(owner.getByRole(AriaRole.LOG)).containsText("Is the sencha organic?");
        button(owner, "Take over").click();
        owner.getByLabel("Answer").fill("Yes, all of it.");
        owner.getByLabel("Answer").press("Control+Enter");
        chat.sees("Yes, all of it.");
        button(owner, "Show a product").click();
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Sencha")))
                .click();
        chat.sees("Sencha");
        lookAt(owner, "console-inbox");
        button(owner, "Hand back to the assistant").click();
        assertThat(owner.getByText("Olga Owner handed it back to the assistant"))
                .isVisible();

        buy(chat);
        link(owner, "Orders", true).click();
        awaitOrder(owner);
        owner.locator("c-orders table a").first().click();
        button(owner, "Ship").click();
        owner.getByLabel("Carrier").fill("DHL");
        owner.getByLabel("Tracking number").fill("0034");
        owner.locator("form")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ship"))
                .click();
        assertThat(owner.getByText("shipped", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(owner.getByText(Pattern.compile("by Olga Owner")).first()).isVisible();
        chat.sees("0034");
        lookAt(owner, "console-order");
        button(owner, "Note €9.90 as collected").click();
        assertThat(owner.getByText("Captured: €9.90")).isVisible();
    }

    @Test
    void anAgentComesInByALinkSeesTheirPartOnAPhoneAndIsOutWhenRemoved() {
        Page owner = signedUp();
        link(owner, "Staff").click();
        owner.getByLabel("Name").fill("Ann Agent");
        owner.getByLabel("E-mail").fill("ann@" + handle + ".example");
        button(owner, "Invite somebody").click();
        Locator field = owner.locator("input.link");
        assertThat(field).hasValue(Pattern.compile(".*/chat/console.*"));
        String invitation = field.inputValue();
        lookAt(owner, "console-staff");

        Page ann = window(360, 740, "de-DE", ColorScheme.LIGHT);
        // being signed out is told by refusals
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("401"));
        ann.navigate(platform().origin() + invitation.substring(invitation.indexOf("/chat/console")));
        ann.getByLabel("Passwort").fill("noch ein gutes Passwort");
        button(ann, "Dabei sein").click();
        assertThat(heading(ann, "Hallo, Ann Agent")).isVisible();
        for (String area : List.of("Postfach", "Bestellungen", "Katalog", "Wartelisten", "Team", "Einstellungen")) {
            button(ann, "Menü").click();
            assertThat(link(ann, "Webhook-Protokoll")).hasCount(0);
            link(ann, area, true).click();
            assertThat(heading(ann, area)).isVisible();
            lookAt(ann, "console-phone-" + area.toLowerCase());
        }
        assertThat(link(ann, "Neues Produkt")).hasCount(0);
        owner.reload();
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Remove ?: Ann Agent")))
                .click();
        assertThat(owner.getByText("Ann Agent")).hasCount(0);
        button(ann, "Menü").click();
        link(ann, "Team", true).click();
        assertThat(heading(ann, "Anmelden")).isVisible();

        button(owner, "Sign out").click();
        assertThat(heading(owner, "Sign in")).isVisible();
        owner.reload();
        assertThat(heading(owner, "Sign in")).isVisible();
    }

    /** Two windows stand for an owner who edits and an order that leaves meanwhile: either moves the stock, not the version. */
    @Test
    void aFormThatWasOpenWhileTheStockMovedSavesATitleAndNoOlderStock() {
        Page owner = signedUp();
        addProduct(owner);
        link(owner, "Sencha").click();
        assertThat(owner.getByLabel("Stock")).hasValue("5");
        Page other = tab(owner, () -> owner.evaluate("() => void window.open(location.href)"));
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("404") || text.contains("412"));
        assertThat(other.getByLabel("Stock")).hasValue("5");
        saveStock(other, "3");
        assertThat(stockIn(other)).hasText("3");

        owner.getByLabel("Title").fill("Sencha, first flush");
        button(owner, "Save").click();
        assertThat(stockIn(owner)).hasText("3");
        assertThat(link(owner, "Sencha, first flush")).isVisible();

        link(owner, "Sencha, first flush").click();
        assertThat(owner.getByLabel("Stock")).hasValue("3");
        link(other, "Sencha").click();
        assertThat(other.getByLabel("Title")).hasValue("Sencha, first flush");
        saveStock(owner, "2");
        assertThat(stockIn(owner)).hasText("2");
        saveStock(other, "4");
        assertThat(other.getByText("Somebody else changed it in between.")).isVisible();
        owner.reload();
        assertThat(stockIn(owner)).hasText("2");
    }

    /** Such a proxy makes a weak tag of a strong one, and no edit may name a weak one (RFC 9110 13.1.1). */
    @Test
    void whoIsBehindAProxyThatCompressesSetsAStock() {
        Page owner = signedUp();
        addProduct(owner);
        owner.route("**/catalog/v1/products/*", ConsoleIT::weakened);
        link(owner, "Sencha").click();
        saveStock(owner, "3");
        assertThat(stockIn(owner)).hasText("3");
    }

    private static void weakened(Route route) {
        APIResponse answer = route.fetch();
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.computeIfPresent("etag", (name, tag) -> "W/" + tag);
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
    }

    private static void saveStock(Page page, String stock) {
        page.getByLabel("Stock").fill(stock);
        button(page, "Save").click();
    }

    /** Of the only product. */
    private static Locator stockIn(Page page) {
        return page.locator("c-catalog tbody td").last();
    }

    @Test
    void anImportShowsHowFarItIsAndWhichRowsWantALook() {
        Page owner = signedUp();
        link(owner, "Catalog").click();
        link(owner, "Import a file").click();
        String file = "retailer_id,title,description,price,currency\nb-1,Bancha,,4.50,EUR\nb-2,Broken,,x,EUR\n";
        owner.getByLabel("File")
                .setInputFiles(new FilePayload("tea.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        button(owner, "Import").click();
        assertThat(owner.getByText("Done: 2 rows.")).isVisible();
        assertThat(owner.getByText("1 faulty")).isVisible();
        assertThat(owner.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("b-2")))
                .isVisible();
        lookAt(owner, "console-import");
        link(owner, "Settings").click();
        owner.getByLabel("Monday").fill("9:00-12:30, 14:00-18:00");
        owner.locator("c-hours")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(owner.locator("c-hours").getByText("Saved.")).isVisible();
        lookAt(owner, "console-settings");
    }

    /** An owner who has just opened a shop, at a desk. */
    private Page signedUp() {
        Page page = window(1280, 860, "en-GB", ColorScheme.LIGHT);
        // the session's cookie; and a shop that has no opening hours yet, and no program
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("404"));
        page.navigate(platform().origin() + "/chat/console");
        link(page, "Open a new shop").click();
        page.getByLabel("Name of the shop").fill("Tea shop");
        page.getByLabel("Address of the chat").fill(handle);
        page.getByLabel("Your name").fill("Olga Owner");
        page.getByLabel("E-mail").fill("olga@" + handle + ".example");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByLabel("I accept the terms").check();
        lookAt(page, "console-sign-up");
        button(page, "Open the shop").click();
        assertThat(heading(page, "Hello, Olga Owner")).isVisible();
        return page;
    }

    private static void addProduct(Page owner) {
        link(owner, "A product to sell").click();
        owner.getByLabel("Article number").fill("tea-1");
        owner.getByLabel("Title").fill("Sencha");
        owner.getByLabel("Price in EUR").fill("9,90");
        owner.getByLabel("Stock").fill("5");
        button(owner, "Save").click();
        assertThat(link(owner, "Sencha")).isVisible();
    }

    /** By the product sheet that the owner sent, cash on delivery. */
    private static void buy(ChatWindow chat) {
        chat.press("Add to cart");
        chat.sees("Do you agree?");
        chat.press("I agree");
        chat.sees("in the cart. Together");
        chat.press("Check out");
        chat.sees("Where shall we deliver to?");
        chat.press("Enter address");
        Locator sheet = chat.sheet();
        sheet.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("Ada Lovelace");
        sheet.getByLabel("Street and number").fill("Weg 1");
        sheet.getByLabel("Postcode").fill("50667");
        sheet.getByLabel("Town or city").fill("Köln");
        chat.press("Use this address");
        chat.sees("How would you like to pay?");
        chat.press("Cash on delivery");
        chat.sees("Order confirmed");
    }

    private static void awaitOrder(Page owner) {
        assertThat(heading(owner, "Orders")).isVisible();
        assertThat(owner.getByRole(AriaRole.TABLE)).containsText("confirmed");
    }

    private static void lookAt(Page page, String name) {
        ChatWindow seen = ChatWindow.of(page);
        seen.fitsTheWidth();
        seen.isAccessible();
        seen.picture(name);
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return link(page, name, false);
    }

    private static Locator link(Page page, String name, boolean exact) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(exact));
    }

    private static Locator link(Page page, Pattern name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
