package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an owner sees and does of the money of an order in the console, in a real browser, whatever the line does. */
class ConsoleMoneyIT extends AtTheDesk {

    private static final Pattern PAYMENTS = Pattern.compile("/payments\\?order_id=");
    private static final String PROBLEM =
            "{\"type\": \"https://tresen.example/problems/%s\", \"title\": \"%1$s\", \"status\": %d}";

    /** Whoever does not know whether money went back sends the same once more, by the same key. */
    @Test
    void aRefundGoesOnceThoughItsFirstAnswerSaysNothingAndWhatIsReadBehindItFails() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        String order = placed("card", "Weg 1", "kettle", 1);
        pay(order);
        Page owner = at(order);
        troubles().expect(text -> text.contains("409") || text.contains("429"));
        List<String> keys = new ArrayList<>();
        owner.route("**/refunds", route -> {
            if (!route.request().method().equals("POST")) {
                route.resume();
                return;
            }
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                refuse(route, 409, "request-in-progress");
            } else {
                owner.route(PAYMENTS, it -> refuse(it, 429, "too-many-requests"));
                route.resume();
            }
        });
        button(owner, "Refund").click();
        owner.getByLabel("Amount in EUR").fill("5.00");
        owner.getByLabel("Reason").fill("chipped");
        button(owner, "Refund").click();
        assertThat(owner.getByText("The first try is still running.")).isVisible();
        assertThat(owner.getByLabel("Amount in EUR")).hasValue("5.00");
        button(owner, "Refund").click();
        assertThat(owner.getByLabel("Amount in EUR")).hasCount(0);
        assertThat(owner.locator("c-payments .problem")).hasCount(0);
        assertEquals(2, keys.size());
        assertEquals(keys.get(0), keys.get(1));

        owner.unroute(PAYMENTS);
        assertThat(owner.getByText("Refunded: €5.00 (done)")).isVisible(); // without anybody reloading
        assertThat(pill(owner, "partly refunded").first()).isVisible();
        String payment = shop.payments(order).at("/0/payment_id").asText();
        assertEquals(
                1,
                shop.http()
                        .get("/payments/v1/payments/" + payment + "/refunds")
                        .expect(200)
                        .path("data")
                        .size());
    }

    @Test
    void aKeyThatWentThroughWithOtherWordsSaysSoAndShowsWhatIsThere() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        String order = placed("card", "Weg 1", "kettle", 1);
        pay(order);
        Page owner = at(order);
        troubles().expect(text -> text.contains("422") || text.contains("ERR_FAILED"));
        AtomicBoolean lost = new AtomicBoolean();
        owner.route("**/refunds", route -> {
            if (route.request().method().equals("POST") && lost.compareAndSet(false, true)) {
                route.fetch(); // it arrives, and its answer is lost
                route.abort();
            } else {
                route.resume();
            }
        });
        button(owner, "Refund").click();
        owner.getByLabel("Amount in EUR").fill("5.00");
        owner.getByLabel("Reason").fill("chipped");
        button(owner, "Refund").click();
        assertThat(owner.getByText("The service can’t be reached.")).isVisible();
        owner.getByLabel("Amount in EUR").fill("6.00");
        button(owner, "Refund").click();
        assertThat(owner.getByText("What you sent before may have gone through after all."))
                .isVisible();
        assertThat(owner.getByText("Refunded: €5.00 (done)")).isVisible();
        assertThat(owner.getByText(Pattern.compile("Refunded: €6.00 \\("))).hasCount(0);
    }

    @Test
    void anOrderThatIsCancelledAndItsPaymentShowTheirEndByThemselves() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        String order = placed("card", "Weg 1", "kettle", 1);
        pay(order);
        Page owner = at(order);
        assertThat(button(owner, "Refund")).isVisible();
        form(owner, "Cancel the order");
        owner.getByLabel("Reason").fill("changed their mind");
        submit(owner, "Cancel the order");
        assertThat(pill(owner, "cancelled")).isVisible();
        assertThat(pill(owner, "refunded")).isVisible();
        assertThat(button(owner, "Refund")).hasCount(0);
    }

    private static void refuse(Route route, int status, String code) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody(PROBLEM.formatted(code, status)));
    }
}
