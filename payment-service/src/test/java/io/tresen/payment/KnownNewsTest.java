package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the provider tells of a charge whose end stands already is passed over without a lock: it may change nothing, ever. */
class KnownNewsTest {

    private static final String REF = "pi_1";
    private static final Money OTHER = new Money(1, "EUR");
    private static final Captured CAPTURED = new Captured(Orders.AMOUNT, false);
    private static final List<PaymentState> STATES = List.of(
            new Open(),
            new Confirming(),
            new Waiting("https://bank.example"),
            new Unknown(),
            CAPTURED,
            new Captured(Orders.AMOUNT, true),
            new Held(OTHER, Attention.WRONG_AMOUNT),
            new Failed("card_declined"),
            new Cancelled("withdrawn"));
    private static final List<Outcome> OUTCOMES = List.of(
            new Outcome.Succeeded(Orders.AMOUNT),
            new Outcome.Succeeded(OTHER),
            new Outcome.Failed("card_declined"),
            new Outcome.Cancelled(),
            new Outcome.Pending(null),
            new Outcome.Pending("https://bank.example"),
            new Outcome.Unknown("no answer"));

    private static boolean isKnown(OrderPayments held, Outcome outcome) {
        return OutcomeRules.isKnown(held.last(), REF, outcome);
    }

    private static Decision hear(OrderPayments held, Outcome outcome) {
        return OutcomeRules.hear(held, held.last(), outcome, Orders.NOW);
    }

    @Test
    void what_is_known_changes_nothing_whatever_is_heard_before_it() {
        int known = 0;
        for (PaymentState state : STATES) {
            OrderPayments held = Orders.in(state);
            for (Outcome outcome : OUTCOMES) {
                if (isKnown(held, outcome)) {
                    known++;
                    assertInstanceOf(Duplicate.class, hear(held, outcome), state + ", " + outcome);
                    for (Outcome other : OUTCOMES) {
                        OrderPayments after = hear(held, other) instanceof Act act ? act.next() : held;
                        assertTrue(isKnown(after, outcome), state + ", " + other + ", " + outcome);
                    }
                }
            }
        }
        // three ends with money know everything, two without know all but money and what may mean some
        assertEquals(3 * OUTCOMES.size() + 2 * (OUTCOMES.size() - 3), known);
    }

    @Test
    void money_is_known_where_it_is_booked_and_nowhere_else() {
        assertTrue(isKnown(Orders.in(CAPTURED), OUTCOMES.get(0)));
        assertFalse(isKnown(Orders.in(new Confirming()), OUTCOMES.get(0)));
        assertFalse(isKnown(Orders.in(new Failed("card_declined")), OUTCOMES.get(0)));
        assertFalse(isKnown(Orders.in(new Cancelled("withdrawn")), OUTCOMES.get(0)));
    }

    /** As "succeeded" without an amount, which is money of which nothing is booked. */
    @Test
    void what_cant_be_read_is_known_where_money_is_booked_and_a_doubt_where_it_ended_without() {
        Outcome unreadable = new Outcome.Unknown("succeeded without a readable amount");
        for (PaymentState state : STATES) {
            OrderPayments held = Orders.in(state);
            boolean without = state instanceof Failed || state instanceof Cancelled;
            assertEquals(state.taken() != null, isKnown(held, unreadable), state.toString());
            assertEquals(without, OutcomeRules.isDoubt(held.last(), unreadable), state.toString());
            assertFalse(OutcomeRules.isDoubt(held.last(), new Outcome.Cancelled()), state.toString());
        }
    }

    @Test
    void a_doubt_that_lasts_calls_a_person_until_the_provider_says_something_clear() {
        for (PaymentState state : List.of(new Failed("card_declined"), new Cancelled("withdrawn"))) {
            OrderPayments ended = Orders.in(state);
            OrderPayments doubted = assertInstanceOf(Act.class, PaymentRules.doubtful(ended, ended.last(), Orders.NOW))
                    .next();
            assertTrue(doubted.last().calls(Attention.UNCLEAR));
            assertInstanceOf(Duplicate.class, PaymentRules.doubtful(doubted, doubted.last(), Orders.NOW));
            for (Outcome outcome : OUTCOMES) {
                assertFalse(isKnown(doubted, outcome), outcome.toString());
                Decision heard = hear(doubted, outcome);
                if (outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Pending) {
                    assertInstanceOf(Duplicate.class, heard);
                } else {
                    assertFalse(assertInstanceOf(Act.class, heard).next().last().calls(Attention.UNCLEAR));
                }
            }
        }
        for (PaymentState state : List.of(new Open(), new Confirming(), CAPTURED)) {
            OrderPayments held = Orders.in(state);
            assertInstanceOf(Duplicate.class, PaymentRules.doubtful(held, held.last(), Orders.NOW));
        }
    }

    /** One that its provider goes on with is the least settled of all. */
    @Test
    void an_attempt_that_ended_stays_in_doubt_until_the_provider_says_how_its_charge_ended() {
        for (PaymentState state : STATES) {
            boolean without = state instanceof Failed || state instanceof Cancelled;
            Payment payment = Orders.in(state).last();
            for (Outcome outcome : OUTCOMES) {
                boolean open = outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Pending;
                assertEquals(without && open, OutcomeRules.isDoubtful(payment, outcome), state + ", " + outcome);
            }
        }
    }

    @Test
    void what_is_told_of_another_charge_under_the_same_name_is_never_known() {
        for (PaymentState state : STATES) {
            for (Outcome outcome : OUTCOMES) {
                assertFalse(OutcomeRules.isKnown(Orders.in(state).last(), "pi_elsewhere", outcome));
            }
        }
    }
}
