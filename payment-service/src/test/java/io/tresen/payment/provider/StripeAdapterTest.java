package io.tresen.payment.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Outcome;
import io.tresen.payment.Parts;
import io.tresen.payment.Refund;
import io.tresen.payment.RefundReason;
import io.tresen.payment.RefundState;
import io.tresen.payment.provider.Provider.Answer;
import io.tresen.payment.provider.Provider.LookUp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StripeAdapterTest {

    private static final Money AMOUNT = new Money(1990, "EUR");
    private static final String BACK = "http://localhost/back";

    private static StripeDouble stripe;
    private static StripeProvider provider;

    private final Charge charge = new Charge(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), null, AMOUNT);

    @BeforeAll
    static void start() {
        stripe = new StripeDouble(0);
        // the first call loads the library's classes, which may take longer than the tests wait
        new StripeProvider(stripe.address(), "sk_test_unit", Duration.ofSeconds(30)).read("pi_none");
        provider = new StripeProvider(stripe.address(), "sk_test_unit", Duration.ofMillis(500));
    }

    @AfterAll
    static void stop() {
        stripe.close();
    }

    @AfterEach
    void heal() {
        stripe.heal();
    }

    private String created() {
        return provider.create(charge).ref();
    }

    @Test
    void a_charge_is_created_unconfirmed_with_its_names_and_then_confirmed() {
        Answer created = provider.create(charge);
        assertEquals(new Outcome.Pending(null), created.outcome());
        assertEquals(new Outcome.Unknown(Provider.UNCONFIRMED), provider.read(created.ref()));
        JsonObject metadata =
                stripe.intentsOf(charge.paymentId().toString()).get(0).getJsonObject("metadata");
        assertEquals(charge.orderId().toString(), metadata.getString("order_id"));
        assertEquals(charge.businessId().toString(), metadata.getString("business_id"));

        assertEquals(new Outcome.Succeeded(AMOUNT), provider.confirm(charge, created.ref(), "pm_card_visa", BACK));
        assertEquals(new Outcome.Succeeded(AMOUNT), provider.read(created.ref()));
    }

    @Test
    void a_repeated_creation_finds_the_first_one() {
        assertEquals(created(), created());
        assertEquals(1, stripe.intentsOf(charge.paymentId().toString()).size());
    }

    @Test
    void a_declined_card_is_a_failure_by_answer_and_by_reading() {
        String ref = created();
        Outcome failed = new Outcome.Failed("card_declined");
        assertEquals(failed, provider.confirm(charge, ref, "pm_card_visa_chargeDeclined", BACK));
        assertEquals(failed, provider.read(ref));
    }

    @Test
    void a_card_that_is_none_is_a_failure() {
        assertEquals(new Outcome.Failed("resource_missing"), provider.confirm(charge, created(), "pm_none", BACK));
    }

    @Test
    void a_time_out_is_unknown_and_reading_tells() {
        String ref = created();
        assertInstanceOf(Outcome.Unknown.class, provider.confirm(charge, ref, "pm_sandbox_timeout_charged", BACK));
        assertEquals(new Outcome.Succeeded(AMOUNT), provider.read(ref));
    }

    @Test
    void server_errors_a_key_in_use_and_too_many_requests_are_unknown() {
        String ref = created();
        for (int status : new int[] {500, 503, 409, 429, 401}) {
            stripe.fail("/confirm", status);
            stripe.fail("/payment_intents", status);
            assertInstanceOf(Outcome.Unknown.class, provider.confirm(charge, ref, "pm_card_visa", BACK), "" + status);
            assertInstanceOf(Outcome.Unknown.class, provider.create(charge).outcome(), "" + status);
        }
    }

    @Test
    void a_provider_that_is_not_there_is_unknown() {
        StripeProvider nowhere = new StripeProvider("http://127.0.0.1:1", "sk_test_unit", Duration.ofMillis(200));
        assertInstanceOf(Outcome.Unknown.class, nowhere.create(charge).outcome());
        assertInstanceOf(Outcome.Unknown.class, nowhere.read("pi_1"));
        assertEquals(new LookUp.NotSaid(), nowhere.find(charge));
        assertEquals(new LookUp.NotSaid(), nowhere.findRefund("pi_1", refund(AMOUNT)));
    }

    @Test
    void another_body_under_the_same_key_is_unknown_and_never_a_failure() {
        created();
        Charge other = new Charge(charge.paymentId(), charge.orderId(), charge.businessId(), null, new Money(1, "EUR"));
        assertInstanceOf(Outcome.Unknown.class, provider.create(other).outcome());
    }

    @Test
    void what_goes_on_is_pending() {
        assertEquals(new Outcome.Pending(null), provider.confirm(charge, created(), "pm_sandbox_late_webhook", BACK));
        Charge second = new Charge(UUID.randomUUID(), charge.orderId(), charge.businessId(), null, AMOUNT);
        assertEquals(
                new Outcome.Pending("https://bank.example/approve"),
                provider.confirm(second, provider.create(second).ref(), "pm_sandbox_requires_action", BACK));
    }

    @Test
    void cancelling_closes_or_says_what_became_of_it() {
        String ref = created();
        assertEquals(new Outcome.Cancelled(), provider.cancel(ref));
        assertEquals(new Outcome.Cancelled(), provider.cancel(ref));
        assertEquals(new Outcome.Cancelled(), provider.confirm(charge, ref, "pm_card_visa", BACK));

        Charge paid = new Charge(UUID.randomUUID(), charge.orderId(), charge.businessId(), null, AMOUNT);
        String paidRef = provider.create(paid).ref();
        provider.confirm(paid, paidRef, "pm_card_visa", BACK);
        assertEquals(new Outcome.Succeeded(AMOUNT), provider.cancel(paidRef));
        assertInstanceOf(Outcome.Unknown.class, provider.cancel("pi_none"));
        assertInstanceOf(Outcome.Unknown.class, provider.read("pi_none"));
    }

    @Test
    void a_charge_is_found_by_the_payments_id() {
        String ref = created();
        assertEquals(new LookUp.Found(ref), provider.find(charge));
        Charge other = new Charge(UUID.randomUUID(), charge.orderId(), charge.businessId(), null, AMOUNT);
        assertEquals(new LookUp.Absent(), provider.find(other));
        stripe.fail("/search", 500);
        assertEquals(new LookUp.NotSaid(), provider.find(other));
    }

    @Test
    void a_refund_is_made_once_and_found_again() {
        String ref = created();
        provider.confirm(charge, ref, "pm_card_visa", BACK);
        Refund refund = refund(AMOUNT);
        Answer made = provider.refund(charge, ref, refund);
        assertEquals(new Outcome.Succeeded(AMOUNT), made.outcome());
        assertEquals(made, provider.refund(charge, ref, refund));
        assertEquals(made, provider.readRefund(made.ref()));
        assertEquals(new LookUp.Found(made.ref()), provider.findRefund(ref, refund));
        assertEquals(1990, stripe.refundedOf(charge.orderId().toString()));

        Answer tooMuch = provider.refund(charge, ref, refund(new Money(1, "EUR")));
        assertEquals(new Answer(null, new Outcome.Failed(Provider.ALREADY_REFUNDED)), tooMuch);
    }

    @Test
    void a_refund_that_was_refused_has_failed_although_the_refusal_names_a_charge_that_succeeded() {
        String ref = created();
        provider.confirm(charge, ref, "pm_card_visa", BACK);
        assertInstanceOf(
                Outcome.Failed.class,
                provider.refund(charge, ref, refund(new Money(1991, "EUR"))).outcome());
        assertInstanceOf(
                Outcome.Failed.class,
                provider.refund(charge, "pi_none", refund(AMOUNT)).outcome());
        assertInstanceOf(Outcome.Unknown.class, provider.readRefund("re_none").outcome());
        for (int status : new int[] {500, 503, 409, 429, 401}) {
            stripe.fail("/refunds", status);
            assertInstanceOf(
                    Outcome.Unknown.class,
                    provider.refund(charge, ref, refund(AMOUNT)).outcome(),
                    "" + status);
        }
    }

    @Test
    void a_refund_that_succeeded_without_an_id_is_not_believed() {
        Answer nameless = new Answer(null, new Outcome.Succeeded(AMOUNT));
        assertInstanceOf(Outcome.Unknown.class, nameless.believed().outcome());
        Answer named = new Answer("re_1", new Outcome.Succeeded(AMOUNT));
        assertEquals(named, named.believed());
    }

    @Test
    void a_refund_is_absent_only_when_all_pages_were_read() {
        String ref = created();
        provider.confirm(charge, ref, "pm_card_visa", BACK);
        Refund first = refund(new Money(1, "EUR"));
        String made = provider.refund(charge, ref, first).ref();
        for (int i = 0; i < 11; i++) {
            stripe.refundByHand(ref, 100);
        }
        assertEquals(new LookUp.Absent(), provider.findRefund(ref, refund(AMOUNT)));
        stripe.pages(5);
        assertEquals(new LookUp.Found(made), provider.findRefund(ref, first));
        assertEquals(new LookUp.Absent(), provider.findRefund(ref, refund(AMOUNT)));
        stripe.pages(1);
        assertEquals(new LookUp.NotSaid(), provider.findRefund(ref, refund(AMOUNT)));
        stripe.fail("/refunds", 401);
        assertEquals(new LookUp.NotSaid(), provider.findRefund(ref, first));
    }

    @Test
    void a_refund_by_hand_is_found_by_its_amount_once() {
        String ref = created();
        provider.confirm(charge, ref, "pm_card_visa", BACK);
        provider.refund(charge, ref, refund(new Money(500, "EUR")));
        assertEquals(new LookUp.Absent(), provider.findRefundByHand(ref, refund(new Money(500, "EUR")), Set.of()));
        String made = stripe.refundByHand(ref, 500);
        assertEquals(new LookUp.Found(made), provider.findRefundByHand(ref, refund(new Money(500, "EUR")), Set.of()));
        assertEquals(new LookUp.Absent(), provider.findRefundByHand(ref, refund(new Money(500, "EUR")), Set.of(made)));
        assertEquals(new LookUp.Absent(), provider.findRefundByHand(ref, refund(new Money(499, "EUR")), Set.of()));
    }

    @Test
    void a_refund_without_an_answer_is_unknown() {
        String ref = created();
        provider.confirm(charge, ref, "pm_card_visa", BACK);
        stripe.fail("/refunds", 0);
        assertInstanceOf(
                Outcome.Unknown.class,
                provider.refund(charge, ref, refund(AMOUNT)).outcome());
    }

    @Test
    void amounts_are_in_the_providers_minor_units() {
        assertEquals(19900, StripeAmounts.toStripe(new Money(199, "ISK")).getAsLong());
        assertEquals(Optional.of(new Money(199, "ISK")), StripeAmounts.fromStripe(19900L, "isk"));
        assertEquals(Optional.of(new Money(19_900, "MGA")), StripeAmounts.fromStripe(199L, "mga"));
        assertEquals(Optional.empty(), StripeAmounts.fromStripe(Long.MAX_VALUE, "mga"));
        assertEquals(Optional.empty(), StripeAmounts.fromStripe(1L, "a currency"));
        assertEquals(1990, StripeAmounts.toStripe(new Money(1990, "JPY")).getAsLong());
        assertEquals(1990, StripeAmounts.toStripe(new Money(1990, "KWD")).getAsLong());
        assertTrue(StripeAmounts.toStripe(new Money(1995, "KWD")).isEmpty());
        Charge fine =
                new Charge(UUID.randomUUID(), charge.orderId(), charge.businessId(), null, new Money(1995, "KWD"));
        assertEquals(
                new Outcome.Failed("amount-not-payable"), provider.create(fine).outcome());
        assertNotNull(provider.name());
    }

    private Refund refund(Money amount) {
        return new Refund(
                UUID.randomUUID(),
                charge.paymentId(),
                1,
                amount,
                RefundReason.REQUESTED,
                RefundState.REQUESTED,
                null,
                null,
                null,
                null,
                Parts.NONE);
    }
}
