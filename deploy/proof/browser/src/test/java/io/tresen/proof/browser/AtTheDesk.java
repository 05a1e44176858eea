package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** People who work in the console of a shop that a program has opened, and whose orders programs place. */
abstract class AtTheDesk extends InTheBrowser {

    static final String ADDRESS =
            """
            {"name": "Ada", "street": "%s", "postcode": "50667", "city": "Köln", "country": "DE"}""";
    private static final String PASSWORD = "correct horse battery";

    final Shop shop = newShop();

    /** A window of an owner who has just come in by an invitation. */
    final Page owner() {
        Page page = window(1280, 860, "en-GB", ColorScheme.LIGHT);
        // the session's cookie; and a shop that has no opening hours yet, and no program
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("404"));
        page.navigate(invited("olga", "owner", "Olga Owner"));
        join(page, "Olga Owner");
        return page;
    }

    /** The link by which somebody comes in. */
    final String invited(String mailbox, String role, String name) {
        String link = shop.http()
                .post(
                        "/chat/v1/staff/invitations",
                        "{\"email\": \"%s@%s.example\", \"role\": \"%s\", \"display_name\": \"%s\"}"
                                .formatted(mailbox, shop.handle(), role, name))
                .expect(201)
                .path("link")
                .asText();
        return shop.origin() + link.substring(link.indexOf("/chat/console"));
    }

    static void join(Page page, String name) {
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Hello, " + name)))
                .isVisible();
    }

    /** @param lines retailer ids and quantities in turn */
    final String placed(String method, String street, Object... lines) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < lines.length; i += 2) {
            all.add("{\"retailer_id\": \"%s\", \"quantity\": %s}".formatted(lines[i], lines[i + 1]));
        }
        String order = shop.http()
                .post(
                        "/orders/v1/orders",
                        "{\"lines\": [%s], \"payment_method\": \"%s\", \"delivery_address\": %s}"
                                .formatted(String.join(", ", all), method, ADDRESS.formatted(street)))
                .expect(202)
                .path("order_id")
                .asText();
        if (method.equals("cod")) {
            shop.awaitStatus(order, "confirmed");
        }
        return order;
    }

    final void pay(String order) {
        String page = shop.payPath(order);
        Pause pause = new Pause(Duration.ofMinutes(1));
        String status;
        do {
            status = shop.http()
                    .open()
                    .post(page, "{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                    .body()
                    .path("status")
                    .asText();
        } while (!status.equals("captured") && pause.again());
        shop.awaitStatus(order, "confirmed");
    }

    /** An owner at an order's page. */
    final Page at(String order) {
        Page owner = owner();
        owner.navigate(shop.origin() + "/chat/console#/orders/" + order);
        assertThat(owner.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^Order "))))
                .isVisible();
        return owner;
    }

    static void form(Page page, String name) {
        button(page, name).click();
        assertThat(page.locator("c-order form h2")).hasText(name);
    }

    static void submit(Page page, String name) {
        page.locator("c-order form")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator pill(Page page, String text) {
        return page.locator(".pill").getByText(text, new Locator.GetByTextOptions().setExact(true));
    }
}
