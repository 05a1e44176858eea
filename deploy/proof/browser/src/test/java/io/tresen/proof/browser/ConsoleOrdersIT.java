package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tresen.proof.client.Pause;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an owner does with orders in the console, in a real browser, while others do things too. */
class ConsoleOrdersIT extends AtTheDesk {

    @Test
    void aParcelGoesToNoAddressThatTheShopperHasCorrectedMeanwhileAndOneOfThreeComesBack() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        String order = placed("cod", "Old Street 1", "kettle", 3);
        Page owner = at(order);
        form(owner, "Ship");
        owner.getByLabel("Carrier").fill("DHL");
        owner.getByLabel("Tracking number").fill("0034");
        assertThat(owner.getByLabel("Kettle")).hasValue("3");
        movedTo(order, "New Street 2");
        troubles().expect(text -> text.contains("412"));
        submit(owner, "Ship");
        assertThat(owner.getByText("Somebody else changed it in between.")).isVisible();
        assertThat(owner.getByText("New Street 2")).isVisible();
        assertEquals("confirmed", shop.order(order).path("status").asText());
        assertEquals(0, shop.order(order).path("shipments").size());

        owner.getByLabel("Kettle").fill("2");
        submit(owner, "Ship");
        assertThat(pill(owner, "partly shipped")).isVisible();
        assertThat(owner.getByText("2 shipped")).isVisible();
        form(owner, "Ship");
        assertThat(owner.getByLabel("Kettle")).hasValue("1");
        owner.getByLabel("Carrier").fill("DHL");
        owner.getByLabel("Tracking number").fill("0035");
        submit(owner, "Ship");
        assertThat(pill(owner, "shipped")).isVisible();

        form(owner, "Note a return");
        owner.getByLabel("Reason").fill("chipped");
        assertThat(owner.getByLabel("Kettle")).hasValue("3");
        ChatWindow seen = ChatWindow.of(owner);
        seen.fitsTheWidth();
        seen.isAccessible();
        seen.picture("console-return");
        owner.getByLabel("Kettle").fill("1");
        submit(owner, "Note a return");
        assertThat(owner.getByText("3 shipped · 1 back")).isVisible();
        assertThat(pill(owner, "shipped")).isVisible();
        awaitAvailable("kettle", 8);
    }

    @Test
    void anAddressThatSomebodyElseCorrectedFirstIsShownAndCanBeCorrectedThen() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        String order = placed("cod", "Old Street 1", "kettle", 1);
        Page owner = at(order);
        form(owner, "Delivery address");
        movedTo(order, "New Street 2");
        troubles().expect(text -> text.contains("412"));
        owner.getByLabel("Street and number").fill("Third Street 3");
        submit(owner, "Delivery address");
        assertThat(owner.getByText("Somebody else changed it in between.")).isVisible();
        assertThat(owner.getByLabel("Street and number")).hasValue("New Street 2");
        owner.getByLabel("Street and number").fill("Third Street 3");
        submit(owner, "Delivery address");
        assertThat(owner.getByText("Third Street 3")).isVisible();
        assertEquals(
                "Third Street 3",
                shop.order(order).at("/delivery_address/street").asText());
    }

    @Test
    void goodsWithAServiceAndAServiceAloneAreBroughtToTheirEnd() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        shop.product("fitting", "Fitting", 2_000, null, "service");
        String order = placed("card", "Weg 1", "kettle", 1, "fitting", 1);
        pay(order);
        Page owner = at(order);
        form(owner, "Ship");
        assertThat(owner.getByLabel("Kettle")).hasValue("1");
        assertThat(owner.getByLabel("Fitting")).hasCount(0);
        owner.getByLabel("Carrier").fill("DHL");
        owner.getByLabel("Tracking number").fill("0034");
        submit(owner, "Ship");
        assertThat(button(owner, "Service rendered, parcels delivered")).isVisible();
        button(owner, "Mark as delivered").click();
        assertThat(pill(owner, "shipped")).isVisible();
        button(owner, "Service rendered").click();
        assertThat(pill(owner, "delivered")).isVisible();
        assertThat(owner.getByText("1 rendered")).isVisible();
        assertEquals("delivered", shop.order(order).path("status").asText());

        String service = placed("card", "Weg 1", "fitting", 1);
        pay(service);
        owner.navigate(shop.origin() + "/chat/console#/orders/" + service);
        assertThat(button(owner, "Service rendered")).isVisible();
        assertThat(button(owner, "Ship")).hasCount(0);
        button(owner, "Service rendered").click();
        assertThat(pill(owner, "delivered")).isVisible();
    }

    @Test
    void theSumOfAnOrderAddsUp() {
        shop.product("kettle", "Kettle", 4_500, 10, "goods");
        shop.costs("TEN", 5);
        String order = shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "kettle", "quantity": 2}], "payment_method": "cod",
                         "discount_code": "TEN", "delivery_address": %s}"""
                                .formatted(ADDRESS.formatted("Weg 1")))
                .expect(202)
                .path("order_id")
                .asText();
        shop.awaitStatus(order, "confirmed");
        Page owner = at(order);
        Locator sum = owner.locator("section[aria-labelledby=lines] table");
        assertThat(sum).containsText("€45.00 each");
        assertThat(row(sum, "Subtotal")).containsText("€90.00");
        assertThat(row(sum, "Delivery")).containsText("€4.90");
        assertThat(row(sum, "Discount TEN")).containsText("−€1.00");
        assertThat(row(sum, "Tax")).containsText("€17.84");
        assertThat(row(sum, "Total")).containsText("€111.74");
    }

    /** Somebody else corrects its address. */
    private void movedTo(String order, String street) {
        String path = "/orders/v1/orders/" + order + "/delivery-address";
        shop.http()
                .send("PUT", path, "application/json", ADDRESS.formatted(street), "If-Match", "*")
                .expect(200);
    }

    private void awaitAvailable(String product, int units) {
        Pause pause = new Pause(Duration.ofSeconds(60));
        int now;
        do {
            now = shop.stock(product).path("available").asInt();
        } while (now != units && pause.again());
        assertEquals(units, now);
    }

    private static Locator row(Locator table, String name) {
        return table.getByRole(AriaRole.ROW, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }
}
