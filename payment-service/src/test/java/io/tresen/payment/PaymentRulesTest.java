package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table: every state × everything that can happen to it. */
class PaymentRulesTest {

    private static final Map<String, PaymentState> STATES = new LinkedHashMap<>();
    private static final Map<String, Function<OrderPayments, Decision>> HAPPENINGS = new LinkedHashMap<>();

    static {
        STATES.put("open", new Open());
        STATES.put("confirming", new Confirming());
        STATES.put("waiting", new Waiting(null));
        STATES.put("unknown", new Unknown());
        STATES.put("captured", new Captured(AMOUNT, false));
        STATES.put("held", new Held(new Money(1890, "EUR"), "wrong-amount"));
        STATES.put("failed", new Failed("card_declined"));
        STATES.put("cancelled", new Cancelled("late-request"));
        HAPPENINGS.put("requested", held -> PaymentRules.requestAgain(held, held.order()));
        HAPPENINGS.put("withdrawn", held -> PaymentRules.withdraw(held, "expired"));
        HAPPENINGS.put("refund", held -> RefundRules.everything(held, RefundReason.CANCELLATION));
        HAPPENINGS.put("collectable", PaymentRules::openCollection);
        HAPPENINGS.put("claimed", held -> PaymentRules.claim(held, NOW));
        HAPPENINGS.put("wallet", held -> PaymentRules.payFromWallet(held, NOW));
        HAPPENINGS.put("succeeded", held -> hear(held, new Outcome.Succeeded(AMOUNT)));
        HAPPENINGS.put("other", held -> hear(held, new Outcome.Succeeded(new Money(1890, "EUR"))));
        HAPPENINGS.put("declined", held -> hear(held, new Outcome.Failed("card_declined")));
        HAPPENINGS.put("pending", held -> hear(held, new Outcome.Pending(null)));
        HAPPENINGS.put("closed", held -> hear(held, new Outcome.Cancelled()));
        HAPPENINGS.put("silence", held -> hear(held, new Outcome.Unknown("no answer")));
    }

    private static Decision hear(OrderPayments held, Outcome outcome) {
        return OutcomeRules.hear(held, held.last(), outcome, NOW);
    }

    /** state of the last attempt + what is told; "=name" a duplicate; "!" impossible; "409" refused. */
    private static final String CARD =
            """
                       | open                 | confirming           | waiting              | unknown              | captured                     | held                 | failed               | cancelled
            requested  | =already-requested   | =already-requested   | =already-requested   | =already-requested   | =already-requested           | =already-requested   | =already-requested   | =already-requested
            withdrawn  | Cancelled+Cancelled  | Confirming           | Waiting              | Unknown              | Captured/refund              | Held                 | Cancelled+Cancelled  | Cancelled
            refund     | Open+Refunded        | Confirming           | Waiting              | Unknown              | Captured/refund              | Held+Refunded        | Failed+Refunded      | Cancelled+Refunded
            collectable| !                    | !                    | !                    | !                    | !                            | !                    | !                    | !
            claimed    | Confirming           | =answered-with-it    | =answered-with-it    | =answered-with-it    | =answered-with-it            | =answered-with-it    | Confirming+Pending   | 409
            wallet     | Captured+Succeeded*  | =answered-with-it    | =answered-with-it    | =answered-with-it    | =answered-with-it            | =answered-with-it    | Captured+Pending+Succeeded* | 409
            succeeded  | Captured+Succeeded*  | Captured+Succeeded*  | Captured+Succeeded*  | Captured+Succeeded*  | =already-captured            | =already-held        | Captured+Succeeded*  | Captured+Succeeded*
            other      | Held+Held*           | Held+Held*           | Held+Held*           | Held+Held*           | =already-captured            | =already-held        | Held+Held*           | Held+Held*
            declined   | !                    | Failed+Failed        | Failed+Failed        | Failed+Failed        | =stale-failure               | =stale-failure       | =stale-failure       | =stale-failure
            pending    | !                    | Waiting              | =still-waiting       | Waiting              | =stale-pending               | =stale-pending       | =stale-pending       | =stale-pending
            closed     | !                    | Failed+Failed        | Failed+Failed        | Failed+Failed        | =stale-cancellation          | =stale-cancellation  | =stale-cancellation  | =stale-cancellation
            silence    | !                    | Unknown+Unknown      | =not-answered        | =still-unknown       | =stale-unknown               | =stale-unknown       | =stale-unknown       | =stale-unknown
            """;

    /** The same after the order was withdrawn. */
    private static final String WITHDRAWN =
            """
                       | open                         | confirming                   | waiting                      | unknown                      | captured             | held                | failed                       | cancelled
            requested  | =already-requested           | =already-requested           | =already-requested           | =already-requested           | =already-requested   | =already-requested  | =already-requested           | =already-requested
            withdrawn  | =already-withdrawn           | =already-withdrawn           | =already-withdrawn           | =already-withdrawn           | =already-withdrawn   | =already-withdrawn  | =already-withdrawn           | =already-withdrawn
            refund     | Open+Refunded                | Confirming                   | Waiting                      | Unknown                      | Captured/refund      | Held+Refunded       | Failed+Refunded              | Cancelled+Refunded
            collectable| !                            | !                            | !                            | !                            | !                    | !                   | !                            | !
            claimed    | 409                          | =answered-with-it            | =answered-with-it            | =answered-with-it            | =answered-with-it    | =answered-with-it   | 409                          | 409
            wallet     | 409                          | =answered-with-it            | =answered-with-it            | =answered-with-it            | =answered-with-it    | =answered-with-it   | 409                          | 409
            succeeded  | Captured+Succeeded*/refund   | Captured+Succeeded*/refund   | Captured+Succeeded*/refund   | Captured+Succeeded*/refund   | =already-captured    | =already-held       | Captured+Succeeded*/refund   | Captured+Succeeded*/refund
            other      | Held+Held*                   | Held+Held*                   | Held+Held*                   | Held+Held*                   | =already-captured    | =already-held       | Held+Held*                   | Held+Held*
            declined   | !                            | Cancelled+Cancelled          | Cancelled+Cancelled          | Cancelled+Cancelled          | =stale-failure       | =stale-failure      | =stale-failure               | =stale-failure
            pending    | !                            | Waiting                      | =still-waiting               | Waiting                      | =stale-pending       | =stale-pending      | =stale-pending               | =stale-pending
            closed     | !                            | Cancelled+Cancelled          | Cancelled+Cancelled          | Cancelled+Cancelled          | =stale-cancellation  | =stale-cancellation | =stale-cancellation          | =stale-cancellation
            silence    | !                            | Unknown+Unknown              | =not-answered                | =still-unknown               | =stale-unknown       | =stale-unknown      | =stale-unknown               | =stale-unknown
            """;

    /** Cash on delivery knows four states and no provider. */
    private static final String COD =
            """
                       | open                 | captured                     | cancelled
            requested  | =already-requested   | =already-requested           | =already-requested
            withdrawn  | Cancelled+Cancelled  | Captured                     | Cancelled
            refund     | Open+Refunded        | !                            | Cancelled+Refunded
            collectable| Open                 | Captured                     | Cancelled
            claimed    | 409                  | =answered-with-it            | 409
            wallet     | 409                  | =answered-with-it            | 409
            succeeded  | !                    | =already-captured            | !
            """;

    /** What was paid from a wallet goes back without a provider, in a transaction of its own. */
    private static final String WALLET =
            """
                       | open                 | captured                     | cancelled
            requested  | =already-requested   | =already-requested           | =already-requested
            withdrawn  | Cancelled+Cancelled  | Captured/refund              | Cancelled
            refund     | Open+Refunded        | Captured/refund              | Cancelled+Refunded
            collectable| !                    | !                            | !
            claimed    | Confirming           | =answered-with-it            | 409
            wallet     | Captured+Succeeded*  | =answered-with-it            | 409
            succeeded  | !                    | =already-captured            | !
            """;

    @TestFactory
    Stream<DynamicTest> every_state_and_happening_of_a_card_payment_is_written_down() {
        return table(CARD, HAPPENINGS.size() * STATES.size(), state -> Orders.in(state));
    }

    @TestFactory
    Stream<DynamicTest> every_state_and_happening_after_the_withdrawal_is_written_down() {
        return table(
                WITHDRAWN,
                HAPPENINGS.size() * STATES.size(),
                state -> Orders.in(Orders.card().withdrawnFor("expired"), state));
    }

    @TestFactory
    Stream<DynamicTest> cash_on_delivery_is_written_down() {
        return table(COD, 21, state -> Orders.in(Orders.order(PaymentMethod.COD), state));
    }

    @TestFactory
    Stream<DynamicTest> a_wallet_is_written_down() {
        return table(WALLET, 21, state -> Orders.in(Orders.order(PaymentMethod.WALLET), state));
    }

    private static Stream<DynamicTest> table(String table, int cells, Function<PaymentState, OrderPayments> given) {
        List<String[]> rows = table.lines().map(line -> line.split("\\|")).toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int i = 1; i < row.length; i++) {
                String state = rows.get(0)[i].trim();
                String happening = row[0].trim();
                String expected = row[i].trim();
                tests.add(DynamicTest.dynamicTest(
                        state + " × " + happening + " → " + expected,
                        () -> assertEquals(
                                expected, describe(HAPPENINGS.get(happening).apply(given.apply(STATES.get(state)))))));
            }
        }
        assertEquals(cells, tests.size());
        return tests.stream();
    }

    private static String describe(Decision decision) {
        if (decision instanceof Duplicate duplicate) {
            return "=" + duplicate.name();
        }
        if (decision instanceof Impossible) {
            return "!";
        }
        if (decision instanceof Refused refused) {
            return String.valueOf(refused.rejection().status());
        }
        Act act = (Act) decision;
        String told = act.events().stream()
                .map(event -> "+" + event.getClass().getSimpleName())
                .collect(Collectors.joining());
        boolean refund = act.next().refunds().stream().anyMatch(r -> r.state() == RefundState.REQUESTED);
        return act.next().last().state().getClass().getSimpleName()
                + told
                + (act.transfers().isEmpty() ? "" : "*")
                + (refund ? "/refund" : "");
    }

    @Test
    void the_table_names_every_state_there_is() {
        assertEquals(PaymentState.class.getPermittedSubclasses().length, STATES.size());
        assertEquals(Outcome.class.getPermittedSubclasses().length + 1, HAPPENINGS.size() - 6);
    }

    @Test
    void a_request_opens_a_payment_and_one_read_after_its_time_is_cancelled() {
        Act act = (Act) PaymentRules.request(Orders.card(), NOW);
        assertEquals("Open+Pending", describe(act));
        assertEquals(
                Payment.id(act.next().order().orderId(), 1), act.next().last().id());
        assertEquals("Cancelled+Cancelled", describe(PaymentRules.request(Orders.card(), NOW.plusSeconds(601))));
        assertEquals("Open+Pending", describe(PaymentRules.request(Orders.card(), NOW.plusSeconds(600))));
        assertEquals("Open+Pending", describe(PaymentRules.request(Orders.order(PaymentMethod.COD), NOW)));
        assertEquals("Open+Pending", describe(PaymentRules.request(Orders.order(PaymentMethod.WALLET), NOW)));
    }

    @Test
    void another_amount_for_the_same_order_is_impossible() {
        PaymentOrder order = Orders.card();
        PaymentOrder other = new PaymentOrder(
                order.orderId(),
                order.businessId(),
                order.orderNo(),
                null,
                null,
                PaymentMethod.CARD,
                new Money(1, "EUR"),
                Parts.NONE,
                null,
                order.payBy(),
                null,
                false,
                null,
                false);
        assertEquals("!", describe(PaymentRules.requestAgain(Orders.in(order, new Open()), other)));
    }

    @Test
    void the_next_attempt_has_the_next_id_and_the_first_stays_failed() {
        OrderPayments held = Orders.in(new Failed("card_declined"));
        OrderPayments next = ((Act) PaymentRules.claim(held, NOW)).next();
        assertEquals(2, next.payments().size());
        assertEquals(Payment.id(held.order().orderId(), 2), next.last().id());
        assertEquals(new Failed("card_declined"), next.payments().get(0).state());
    }

    @Test
    void after_twenty_cards_that_failed_no_other_is_tried_and_the_wallet_is_left() {
        OrderPayments held = Orders.in(new Failed("card_declined"));
        for (int i = 2; i <= 20; i++) {
            assertTrue(PaymentRules.takesCards(held));
            OrderPayments next = ((Act) PaymentRules.claim(held, NOW)).next();
            held = ((Act) hear(next, new Outcome.Failed("card_declined"))).next();
        }
        assertEquals(20, held.payments().size());
        assertFalse(PaymentRules.takesCards(held));
        assertEquals("409", describe(PaymentRules.claim(held, NOW)));
        Act paid = (Act) PaymentRules.payFromWallet(held, NOW);
        assertEquals("Captured+Pending+Succeeded*", describe(paid));
        assertEquals("=answered-with-it", describe(PaymentRules.claim(paid.next(), NOW)));
        assertEquals("Cancelled+Cancelled", describe(PaymentRules.withdraw(held, "expired")));
    }

    @Test
    void nobody_pays_after_pay_by_and_money_that_comes_then_is_late() {
        OrderPayments held = Orders.in(new Open());
        assertEquals("409", describe(PaymentRules.claim(held, NOW.plusSeconds(601))));
        OrderPayments confirming = Orders.in(new Confirming());
        Act late = (Act)
                OutcomeRules.hear(confirming, confirming.last(), new Outcome.Succeeded(AMOUNT), NOW.plusSeconds(601));
        assertEquals("Captured+Succeeded*/refund", describe(late));
        assertEquals(new Captured(AMOUNT, true), late.next().last().state());
        assertEquals(Transfer.Kind.LATE_CAPTURE, late.transfers().get(0).kind());
        assertEquals(RefundReason.LATE_MONEY, late.next().refunds().get(0).reason());
    }

    @Test
    void what_comes_beyond_the_first_capture_is_late() {
        OrderPayments held = Orders.in(new Failed("card_declined"));
        OrderPayments second = ((Act) PaymentRules.claim(held, NOW)).next();
        OrderPayments paid =
                ((Act) OutcomeRules.hear(second, second.last(), new Outcome.Succeeded(AMOUNT), NOW)).next();
        Act beyond = (Act) OutcomeRules.hear(paid, paid.payments().get(0), new Outcome.Succeeded(AMOUNT), NOW);
        assertEquals(new Captured(AMOUNT, false), beyond.next().last().state());
        assertEquals(new Captured(AMOUNT, true), beyond.next().payments().get(0).state());
        assertEquals(1, beyond.next().refunds().size());
    }

    @Test
    void another_currency_is_held_and_waits_for_a_person() {
        OrderPayments held = Orders.in(new Confirming());
        Act act = (Act) OutcomeRules.hear(held, held.last(), new Outcome.Succeeded(new Money(1990, "USD")), NOW);
        assertEquals(
                new Held(new Money(1990, "USD"), "wrong-currency"),
                act.next().last().state());
        assertEquals(new Attention("wrong-currency", NOW), act.next().last().attention());
        assertEquals(
                PaymentStatus.PENDING, PaymentStatus.of(act.next(), act.next().last()));
    }

    @Test
    void a_created_charge_is_not_confirmed_once_the_order_is_over() {
        OrderPayments held = Orders.in(new Confirming());
        assertTrue(PaymentRules.mayConfirm(held, held.last(), NOW));
        assertTrue(!PaymentRules.mayConfirm(held, held.last(), NOW.plusSeconds(601)));
        OrderPayments withdrawn = ((Act) PaymentRules.withdraw(held, "cancelled")).next();
        assertTrue(!PaymentRules.mayConfirm(withdrawn, withdrawn.last(), NOW));
    }

    /** Attempt 1 was captured by a late word of the provider while attempt 2 was in that state. */
    private static OrderPayments paidBeside(PaymentState second) {
        OrderPayments failed = Orders.in(new Failed("card_declined"));
        OrderPayments both = ((Act) PaymentRules.claim(failed, NOW)).next();
        OrderPayments next = both.with(both.last().known("pi_2").in(second));
        return ((Act) OutcomeRules.hear(next, next.payments().get(0), new Outcome.Succeeded(AMOUNT), NOW)).next();
    }

    @Test
    void an_attempt_that_nobody_wants_any_more_is_to_be_closed_at_the_provider() {
        OrderPayments alone = Orders.in(new Waiting("https://bank.example/approve"));
        assertFalse(PaymentRules.isUnwanted(alone, alone.last()));
        OrderPayments withdrawn = ((Act) PaymentRules.withdraw(alone, "expired")).next();
        assertTrue(PaymentRules.isUnwanted(withdrawn, withdrawn.last()));
        OrderPayments refunding = ((Act) RefundRules.everything(alone, RefundReason.CANCELLATION)).next();
        assertTrue(PaymentRules.isUnwanted(refunding, refunding.last()));
        OrderPayments beside = paidBeside(new Waiting("https://bank.example/approve"));
        assertTrue(PaymentRules.isUnwanted(beside, beside.last()));
        assertFalse(PaymentRules.isUnwanted(beside, beside.payments().get(0)));
        OrderPayments confirming = paidBeside(new Confirming());
        assertFalse(PaymentRules.mayConfirm(confirming, confirming.last(), NOW));
    }

    @Test
    void a_cancellation_that_waits_for_a_card_holder_goes_on_once_the_attempt_is_closed() {
        OrderPayments beside = paidBeside(new Waiting("https://bank.example/approve"));
        assertEquals("Cancelled+Cancelled", describe(hear(beside, new Outcome.Cancelled())));
        OrderPayments cancelling = ((Act) RefundRules.everything(beside, RefundReason.CANCELLATION)).next();
        assertTrue(cancelling.refunds().isEmpty());
        Act closed = (Act) hear(cancelling, new Outcome.Cancelled());
        assertEquals("Cancelled+Cancelled/refund", describe(closed));
        assertEquals(
                closed.next().payments().get(0).id(),
                closed.next().refunds().get(0).paymentId());
    }

    @Test
    void cash_is_collected_exactly_once_exactly_and_only_when_shipped() {
        OrderPayments held = Orders.in(Orders.order(PaymentMethod.COD), new Open());
        assertEquals("409", describe(PaymentRules.collect(held, held.last(), AMOUNT)));
        OrderPayments open = ((Act) PaymentRules.openCollection(held)).next();
        assertEquals("422", describe(PaymentRules.collect(open, open.last(), new Money(1989, "EUR"))));
        Act act = (Act) PaymentRules.collect(open, open.last(), AMOUNT);
        assertEquals("Captured+CashCollected*", describe(act));
        assertEquals(Transfer.Kind.CASH_COLLECTION, act.transfers().get(0).kind());
        assertEquals("409", describe(PaymentRules.collect(act.next(), act.next().last(), AMOUNT)));
        OrderPayments returned = ((Act) PaymentRules.withdraw(open, "returned")).next();
        assertEquals(new Cancelled("returned"), returned.last().state());
        assertEquals("409", describe(PaymentRules.collect(returned, returned.last(), AMOUNT)));
        OrderPayments card = Orders.in(new Open());
        assertEquals("409", describe(PaymentRules.collect(card, card.last(), AMOUNT)));
    }

    @Test
    void a_second_charge_under_one_name_is_shown_to_a_person() {
        OrderPayments held = Orders.in(new Captured(AMOUNT, false));
        Act act = (Act) PaymentRules.elsewhere(held, held.last(), "pi_2", new Outcome.Succeeded(AMOUNT), NOW);
        assertEquals(Attention.SECOND_CHARGE, act.next().last().attention().code());
        assertEquals(
                "=another-charge",
                describe(PaymentRules.elsewhere(held, held.last(), "pi_2", new Outcome.Cancelled(), NOW)));
    }

    @Test
    void a_second_charge_is_said_over_everything_else_and_nothing_is_said_over_it() {
        OrderPayments held = Orders.in(new Unknown());
        held = held.with(held.last().with(new Attention(Attention.UNCLEAR, NOW)));
        Act act = (Act) PaymentRules.elsewhere(held, held.last(), "pi_2", new Outcome.Succeeded(AMOUNT), NOW);
        Attention second = new Attention(Attention.SECOND_CHARGE, NOW);
        assertEquals(second, act.next().last().attention());
        OrderPayments told = act.next();
        assertEquals(
                "=another-charge",
                describe(PaymentRules.elsewhere(
                        told, told.last(), "pi_3", new Outcome.Succeeded(AMOUNT), NOW.plusSeconds(1))));
        Act wrong = (Act) hear(told, new Outcome.Succeeded(new Money(1890, "EUR")));
        assertEquals(second, wrong.next().last().attention());
    }

    @Test
    void a_waiting_payment_that_was_unclear_is_no_longer_once_the_provider_says_that_it_goes_on() {
        Waiting waiting = new Waiting("https://bank.example/approve");
        OrderPayments held = Orders.in(waiting);
        held = held.with(held.last().with(new Attention(Attention.UNCLEAR, NOW)));
        Act act = (Act) hear(held, new Outcome.Pending(null));
        assertNull(act.next().last().attention());
        assertEquals(waiting, act.next().last().state());
        assertEquals("=still-waiting", describe(hear(act.next(), new Outcome.Pending(null))));
    }
}
