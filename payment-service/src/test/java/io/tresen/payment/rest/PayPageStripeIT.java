package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.payment.Businesses;
import io.tresen.payment.Fee;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Parts;
import io.tresen.payment.PayPageState;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.PaymentState;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pay page in front of the real provider: its fields take the card, and the policy names nobody else. */
@QuarkusTest
class PayPageStripeIT {

    @Inject
    @Location("pay.html")
    Template template;

    @Inject
    Database database;

    @Inject
    Businesses businesses;

    @Test
    void stripes_script_and_frames_and_nothing_else_from_elsewhere() {
        Response page = page("sk_live_1", Optional.of("pk_live_1"), new PaymentState.Open(), PayPageState.PAYABLE);
        String html = page.getEntity().toString();
        String policy = page.getHeaderString("Content-Security-Policy");
        Matcher nonce = Pattern.compile("style-src 'nonce-([^']+)'").matcher(policy);
        assertTrue(nonce.find(), policy);
        assertEquals(
                "default-src 'none'; style-src 'nonce-N'; form-action 'self' https://shop.example https://hooks.stripe.com;"
                        + " base-uri 'none'; frame-ancestors 'none'; script-src 'nonce-N' https://js.stripe.com"
                        + " https://*.js.stripe.com; frame-src https://js.stripe.com https://*.js.stripe.com"
                        + " https://hooks.stripe.com; connect-src https://api.stripe.com; style-src-attr 'unsafe-inline'",
                policy.replace(nonce.group(1), "N"));
        assertTrue(html.contains("<script src=\"https://js.stripe.com/v3/\" nonce=\"" + nonce.group(1) + "\">"), html);
        assertTrue(html.contains("data-key=\"pk_live_1\""), html);
        assertFalse(html.contains("sk_live_1") || html.contains("pm_card_visa"), html);
    }

    @Test
    void where_nothing_can_be_paid_nothing_is_loaded() {
        String html = page(
                        "sk_live_1",
                        Optional.of("pk_live_1"),
                        new PaymentState.Cancelled("withdrawn"),
                        PayPageState.CLOSED)
                .getEntity()
                .toString();
        assertFalse(html.contains("<script"), html);
    }

    @Test
    void without_a_publishable_key_there_are_test_cards_for_a_test_key_and_none_for_a_real_one() {
        String test = page("sk_test_1", Optional.empty(), new PaymentState.Open(), PayPageState.PAYABLE)
                .getEntity()
                .toString();
        assertTrue(test.contains("pm_card_visa") && !test.contains("<script"), test);
        String live = page("sk_live_1", Optional.empty(), new PaymentState.Open(), PayPageState.PAYABLE)
                .getEntity()
                .toString();
        assertTrue(live.contains("Kartenzahlung ist gerade nicht möglich"), live);
        assertFalse(live.contains("pm_card_visa"), live);
    }

    private Response page(String apiKey, Optional<String> publishableKey, PaymentState state, PayPageState shown) {
        UUID order = UUID.randomUUID();
        PaymentOrder asked = new PaymentOrder(
                order,
                UUID.randomUUID(),
                "T00001",
                null,
                null,
                PaymentMethod.CARD,
                new Money(1990, "EUR"),
                Parts.NONE,
                "token",
                Instant.now().plusSeconds(600),
                null,
                false,
                null,
                false);
        Payment payment = new Payment(Payment.id(order, 1), 1, PaymentMethod.CARD, state, 0, null, null, Fee.NONE);
        return new PayPage(
                        template,
                        database,
                        businesses,
                        "https://shop.example",
                        "https://shop.example/chat/s/{handle}",
                        "https://api.stripe.com",
                        apiKey,
                        publishableKey)
                .of(new OrderPayments(asked, List.of(payment), List.of()), shown, 200, german());
    }

    private static HttpHeaders german() {
        return (HttpHeaders) Proxy.newProxyInstance(
                PayPageStripeIT.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> List.of(Locale.GERMAN));
    }
}
