package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Http;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A new merchant gets from nothing to the first delivered message by the console, and sees how long it took. */
class FiveMinutesIT extends InTheBrowser {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final String handle = "five-" + UUID.randomUUID().toString().substring(0, 8);
    private final String phone = String.format("+4930%08d", System.nanoTime() % 100_000_000);

    @Test
    void aShopIsSetUpByTheConsoleItsNumberVerifiedAndItsFirstMessageDelivered() {
        long start = System.nanoTime();
        Page owner = window(1280, 860, "en-GB", ColorScheme.LIGHT);
        // the session's cookie, a shop without a number, and a code that is wrong on purpose
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("404") || text.contains("422"));
        signUp(owner);
        addProduct(owner);
        verifyNumber(owner);
        Page chat = owner.context().waitForPage(() -> press(owner, "Open a test conversation"));
        ChatWindow shopper = ChatWindow.of(chat);
        shopper.say("Hello");
        shopper.sees("What would you like to do");
        assertThat(owner.getByText("7 of 7 done")).isVisible();
        assertThat(owner.getByText(Pattern.compile("Set up in .* first message delivered after")))
                .isVisible();
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(FIVE_MINUTES) < 0);
        look(owner, "console-set-up");
        owner.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Inbox").setExact(true))
                .click();
        assertThat(owner.locator("c-inbox").getByText("test", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        owner.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Payments").setExact(true))
                .click();
        assertThat(owner.getByText("No orders here.")).isVisible();
        look(owner, "console-payments");
    }

    private void signUp(Page page) {
        page.navigate(platform().origin() + "/chat/console");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open a new shop"))
                .click();
        page.getByLabel("Name of the shop").fill("Tea shop");
        page.getByLabel("Address of the chat").fill(handle);
        page.getByLabel("Your name").fill("Olga Owner");
        page.getByLabel("E-mail").fill("olga@" + handle + ".example");
        page.getByLabel("Password").fill("correct horse battery");
        page.getByLabel("I accept the terms").check();
        press(page, "Open the shop");
        assertThat(page.getByText("3 of 7 done")).isVisible();
    }

    private static void addProduct(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("A product to sell"))
                .click();
        page.getByLabel("Article number").fill("tea-1");
        page.getByLabel("Title").fill("Sencha");
        page.getByLabel("Price in EUR").fill("9,90");
        page.getByLabel("Stock").fill("5");
        press(page, "Save");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sencha")))
                .isVisible();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Start").setExact(true))
                .click();
    }

    private void verifyNumber(Page page) {
        Locator number = page.locator("c-number");
        number.locator("input[name=phone]").fill(phone);
        number.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        press(page, "Send a code by SMS");
        assertThat(number.getByText("A code is on its way to " + phone)).isVisible();
        page.waitForCondition(() -> sent().isTextual());
        String code = sent().asText();
        number.getByLabel("Code of six digits").fill(String.format("%06d", (Integer.parseInt(code) + 1) % 1_000_000));
        press(page, "Verify");
        assertThat(number.getByText("The code is another one.")).isVisible();
        assertThat(number.getByText("Tries left: 2")).isVisible();
        look(page, "console-number");
        number.getByLabel("Code of six digits").fill(code);
        press(page, "Verify");
        assertThat(number.getByText("Verified.")).isVisible();
    }

    /** The code, as the local platform's phones show it. */
    private JsonNode sent() {
        return new Http(platform().origin(), null)
                .get("/local/phones?number=%2B" + phone.substring(1))
                .expect(200)
                .path("data")
                .path(0)
                .path("code");
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void look(Page page, String name) {
        ChatWindow seen = ChatWindow.of(page);
        seen.fitsTheWidth();
        seen.isAccessible();
        seen.picture(name);
    }
}
