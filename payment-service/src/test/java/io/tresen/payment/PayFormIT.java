package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static io.tresen.payment.PayForm.form;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the pay page's form leads for an order that did not come from a chat: to the shop's all the same (INTERFACE 8). */
@QuarkusTest
class PayFormIT extends PaymentsUnderTest {

    @Inject
    Businesses businesses;

    @BeforeEach
    void shopIsKnown() {
        database.run(tx -> businesses.put(
                tx, new Businesses.Business(business, "Kaffee", "kaffee", "DE", "EUR", "de", Set.of()), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_sandbox_late_webhook", "pm_sandbox_timeout_charged"})
    void the_form_leads_to_the_shops_chat(String card) {
        form(token, card).statusCode(303).header("Location", endsWith("/chat/s/kaffee"));
    }

    @Test
    void after_a_refusal_the_page_comes_back() {
        form(token, "pm_card_visa_chargeDeclined")
                .statusCode(303)
                .header("Location", endsWith("/payments/v1/pay/" + token));
    }

    @Test
    void the_page_does_not_speak_of_a_way_back() {
        form(token, "pm_card_visa").statusCode(303);
        given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("data-state=\"PAID\""), not(containsString("/chat/s/kaffee")));
    }
}
