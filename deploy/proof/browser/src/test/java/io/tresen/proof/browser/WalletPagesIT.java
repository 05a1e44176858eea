package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Shop;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A shopper fills the wallet by card, in a real browser: from the chat to the wallet's page, on to the card's, and back. */
class WalletPagesIT extends InTheBrowser {

    @Test
    void aWalletIsFilledOnASmallPhoneByTheCardAfterTheOneThatWasDeclined() {
        Shop shop = newShop().payableBy("card", "wallet", "cod");
        shop.product("mug", "Cream mug", 1250, 40, "goods");
        ChatWindow chat = ChatWindow.open(window(360, 740, "en-GB", ColorScheme.LIGHT), shop);
        chat.press("See what there is");
        chat.sees("Do you agree?");
        chat.press("I agree");
        chat.sees("Here is what we have:");
        chat.say("wallet");
        chat.sees("needs your number");

        Page page = tab(chat.page(), () -> chat.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Open wallet")))
                .click());
        // these pages name no icon
        troubles().expect(text -> text.contains("/favicon.ico"));
        ChatWindow seen = ChatWindow.of(page);
        assertThat(page.getByText("€0.00").first()).isVisible();
        seen.fitsTheWidth();
        seen.isAccessible();
        String wallet = page.url();
        page.getByLabel("Amount").fill("20.50");
        seen.press("Continue to the card");

        page.waitForURL(Pattern.compile(".*/payments/v1/top-up/.*"));
        assertThat(page.getByText("€20.50")).isVisible();
        seen.fitsTheWidth();
        seen.isAccessible();
        page.getByLabel("Card").selectOption("pm_card_visa_chargeDeclined");
        seen.press("Pay now");
        assertThat(page.getByText("The payment was declined")).isVisible();
        page.getByLabel("Card").selectOption("pm_card_visa");
        seen.press("Pay now");
        assertThat(page.getByText("Paid. Thank you!")).isVisible();
        seen.isAccessible();

        page.navigate(wallet);
        assertThat(page.getByText("in your wallet")).isVisible();
        assertThat(page.getByText("€20.50").first()).isVisible();
        seen.fitsTheWidth();
        seen.isAccessible();
    }
}
