package io.tresen.payment.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.LedgerAccount;
import io.tresen.payment.Outcome;
import io.tresen.payment.PaymentState;
import io.tresen.payment.RefundState;
import io.tresen.payment.Transfer;
import io.tresen.payment.topup.TopUpDecision.Act;
import io.tresen.payment.topup.TopUpDecision.Duplicate;
import io.tresen.payment.topup.TopUpDecision.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state and everything that can happen in it. A cell says what comes of it: {@code captured/WALLET} is the next state and
 * where the ledger puts the money, {@code =name} a duplicate, {@code !code} a refusal, {@code impossible} what is only logged.
 * {@code closing} is in flight and nobody waits for it; {@code going-back} and {@code gone-back} are held.
 */
class TopUpTableTest {

    private static final Instant BEGUN = Instant.parse("2025-06-01T12:00:00Z");
    private static final Instant IN_TIME = BEGUN.plusSeconds(60);
    private static final Instant LATE = BEGUN.plus(TopUpRules.LIFE);
    private static final Money AMOUNT = new Money(1990, "EUR");

    private static final String TABLE =
            """
            event          open             confirming          waiting            unknown            closing            captured          going-back        gone-back         failed             cancelled
            pay            confirming/-     =answered-with-it   =answered-with-it  =answered-with-it  =answered-with-it  =answered-with-it =answered-with-it =answered-with-it confirming/-       !not-payable
            pay-late       !not-payable     =answered-with-it   =answered-with-it  =answered-with-it  =answered-with-it  =answered-with-it =answered-with-it =answered-with-it !not-payable       !not-payable
            succeeded      captured/WALLET  captured/WALLET     captured/WALLET    captured/WALLET    captured/WALLET    =already-taken    =already-taken    =already-taken    captured/WALLET    captured/WALLET
            succeeded-late captured/WALLET  captured/WALLET     captured/WALLET    captured/WALLET    captured/WALLET    =already-taken    =already-taken    =already-taken    captured/WALLET    captured/WALLET
            wrong-amount   held/HELD        held/HELD           held/HELD          held/HELD          held/HELD          =already-taken    =already-taken    =already-taken    held/HELD          held/HELD
            wrong-currency held/HELD        held/HELD           held/HELD          held/HELD          held/HELD          =already-taken    =already-taken    =already-taken    held/HELD          held/HELD
            no-money       impossible       impossible          impossible         impossible         impossible         =already-taken    =already-taken    =already-taken    impossible         impossible
            declined       impossible       failed/-            failed/-           failed/-           cancelled/-        =stale            =stale            =stale            =stale             =stale
            closed         impossible       failed/-            failed/-           failed/-           cancelled/-        =stale            =stale            =stale            =stale             =stale
            goes-on        impossible       waiting/-           =still-waiting     waiting/-          =still-waiting     =stale            =stale            =stale            =stale             =stale
            asks-holder    impossible       waiting/-           waiting/-          waiting/-          waiting/-          =stale            =stale            =stale            =stale             =stale
            silent         impossible       unknown/-           =not-answered      =still-unknown     =not-answered      =stale            =stale            =stale            =stale             =stale
            time-is-over   cancelled/-      confirming/-        waiting/-          unknown/-          =already-withdrawn =ended-before     =ended-before     =ended-before     failed/-           =ended-before
            no-thanks      cancelled/-      confirming/-        waiting/-          unknown/-          =already-withdrawn =ended-before     =ended-before     =ended-before     failed/-           =ended-before
            unclear        =told-before     confirming/-        waiting/-          unknown/-          waiting/-          =told-before      =told-before      =told-before      =told-before       =told-before
            refunded       =another-refund  =another-refund     =another-refund    =another-refund    =another-refund    =another-refund   held/CLEARING     =refund-has-ended =another-refund    =another-refund
            refund-no      =another-refund  =another-refund     =another-refund    =another-refund    =another-refund    =another-refund   held/-            held/HELD         =another-refund    =another-refund
            refund-goes-on =another-refund  =another-refund     =another-refund    =another-refund    =another-refund    =another-refund   held/-            =refund-has-ended =another-refund    =another-refund
            refund-silent  =another-refund  =another-refund     =another-refund    =another-refund    =another-refund    =another-refund   held/-            =refund-has-ended =another-refund    =another-refund
            other-refund   =another-refund  =another-refund     =another-refund    =another-refund    =another-refund    =another-refund   =another-refund   =another-refund   =another-refund    =another-refund
            """;

    @TestFactory
    Stream<DynamicTest> each_state_and_event() {
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split("\\s+")).toList();
        String[] states = rows.get(0);
        return rows.stream().skip(1).flatMap(row -> Stream.iterate(1, i -> i < states.length, i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(
                        row[0] + " when " + states[i],
                        () -> assertEquals(row[i], said(decide(in(states[i]), row[0]))))));
    }

    private static TopUp in(String state) {
        TopUp open = TopUp.open(
                new TopUpKey(UUID.randomUUID(), UUID.randomUUID()),
                UUID.randomUUID(),
                AMOUNT,
                "token",
                By.SYSTEM,
                BEGUN,
                BEGUN.plus(TopUpRules.LIFE));
        TopUp known = open.known("pi_1");
        TopUp back = known.in(new PaymentState.Held(new Money(990, "EUR"), "wrong-amount"))
                .calling(new io.tresen.payment.Attention("wrong-amount", BEGUN))
                .goingBack();
        return switch (state) {
            case "open" -> open;
            case "confirming" -> known.in(new PaymentState.Confirming());
            case "waiting" -> known.in(new PaymentState.Waiting(null));
            case "unknown" -> known.in(new PaymentState.Unknown());
            case "closing" -> known.in(new PaymentState.Waiting(null)).withdrawnFor("expired");
            case "captured" -> known.in(new PaymentState.Captured(AMOUNT, false));
            case "going-back" -> back;
            case "gone-back" ->
                back.with(back.refund().in(RefundState.SUCCEEDED, "re_1", null)).calmed("wrong-amount");
            case "failed" -> known.in(new PaymentState.Failed("card_declined"));
            case "cancelled" -> known.in(new PaymentState.Cancelled("expired"));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static TopUpDecision decide(TopUp topUp, String event) {
        UUID refund =
                topUp.refund() == null ? UUID.randomUUID() : topUp.refund().id();
        return switch (event) {
            case "pay" -> TopUpRules.claim(topUp, 1, "next", IN_TIME);
            case "pay-late" -> TopUpRules.claim(topUp, 1, "next", LATE);
            case "succeeded" -> TopUpRules.hear(topUp, new Outcome.Succeeded(AMOUNT), IN_TIME);
            case "succeeded-late" -> TopUpRules.hear(topUp, new Outcome.Succeeded(AMOUNT), LATE);
            case "wrong-amount" -> TopUpRules.hear(topUp, new Outcome.Succeeded(new Money(1989, "EUR")), IN_TIME);
            case "wrong-currency" -> TopUpRules.hear(topUp, new Outcome.Succeeded(new Money(1990, "USD")), IN_TIME);
            case "no-money" -> TopUpRules.hear(topUp, new Outcome.Succeeded(new Money(0, "EUR")), IN_TIME);
            case "declined" -> TopUpRules.hear(topUp, new Outcome.Failed("card_declined"), IN_TIME);
            case "closed" -> TopUpRules.hear(topUp, new Outcome.Cancelled(), IN_TIME);
            case "goes-on" -> TopUpRules.hear(topUp, new Outcome.Pending(null), IN_TIME);
            case "asks-holder" -> TopUpRules.hear(topUp, new Outcome.Pending("https://bank.example"), IN_TIME);
            case "silent" -> TopUpRules.hear(topUp, new Outcome.Unknown("time-out"), IN_TIME);
            case "time-is-over" -> TopUpRules.withdraw(topUp, "expired");
            case "no-thanks" -> TopUpRules.withdraw(topUp, "cancelled");
            case "unclear" -> TopUpRules.unclear(topUp, IN_TIME);
            case "refunded" -> TopUpRefundRules.hear(topUp, refund, "re_1", new Outcome.Succeeded(AMOUNT), IN_TIME);
            case "refund-no" -> TopUpRefundRules.hear(topUp, refund, "re_1", new Outcome.Failed("no"), IN_TIME);
            case "refund-goes-on" -> TopUpRefundRules.hear(topUp, refund, "re_1", new Outcome.Pending(null), IN_TIME);
            case "refund-silent" ->
                TopUpRefundRules.hear(topUp, refund, null, new Outcome.Unknown("time-out"), IN_TIME);
            case "other-refund" ->
                TopUpRefundRules.hear(topUp, UUID.randomUUID(), "re_2", new Outcome.Succeeded(AMOUNT), IN_TIME);
            default -> throw new IllegalArgumentException(event);
        };
    }

    private static String said(TopUpDecision decision) {
        if (decision instanceof Act act) {
            return act.next().state().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + "/"
                    + (act.transfer() == null ? "-" : creditedAccount(act.transfer()));
        }
        if (decision instanceof Duplicate duplicate) {
            return "=" + duplicate.name();
        }
        return decision instanceof Refused refused ? "!" + refused.rejection().code() : "impossible";
    }

    private static String creditedAccount(Transfer transfer) {
        LedgerAccount credited = transfer.entries().stream()
                .filter(entry -> !entry.debit())
                .map(Transfer.Entry::account)
                .findFirst()
                .orElseThrow();
        return Arrays.stream(credited.name().split("_")).reduce((a, b) -> b).orElseThrow();
    }
}
