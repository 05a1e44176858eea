package io.tresen.payment;

import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Transfer.Entry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random histories of one order, seeded: whatever happens in whatever order, the books agree with the payments. */
class LedgerBalanceTest {

    private static final int HISTORIES = 3_000;
    private static final int STEPS = 40;
    private static final Map<PaymentMethod, LedgerAccount> PURSES = Map.of(
            PaymentMethod.CARD, LedgerAccount.PROVIDER_CLEARING,
            PaymentMethod.WALLET, LedgerAccount.SHOPPER_WALLET,
            PaymentMethod.COD, LedgerAccount.CASH_IN_TRANSIT);

    private final Map<LedgerAccount, Long> balances = new EnumMap<>(LedgerAccount.class);
    private final Set<UUID> posted = new HashSet<>();

    @Test
    void the_books_balance_after_every_step_of_random_histories() {
        Set<PaymentMethod> paidBy = EnumSet.noneOf(PaymentMethod.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            balances.clear();
            posted.clear();
            Random random = new Random(seed);
            PaymentMethod method = PaymentMethod.values()[random.nextInt(PaymentMethod.values().length)];
            OrderPayments held =
                    act(PaymentRules.request(Orders.order(method), NOW)).next();
            for (int step = 0; step < STEPS; step++) {
                Decision decision = happen(random, held);
                if (decision instanceof Act decided) {
                    Act act = charged(held, decided);
                    act.transfers().forEach(this::post);
                    held = act.next();
                    check(held, "seed " + seed + ", step " + step);
                }
            }
            held.payments().stream()
                    .filter(payment -> payment.state().taken() != null)
                    .forEach(payment -> paidBy.add(payment.method()));
        }
        assertEquals(EnumSet.allOf(PaymentMethod.class), paidBy);
    }

    private static final FeeRule FEE =
            new FeeRule("a-rule", null, null, "EUR", 29_000, 25, 0, NOW.minusSeconds(1), null);

    private static Act charged(OrderPayments before, Act act) {
        return FeeRules.captured(before, act)
                .map(paid -> FeeRules.charge(act, paid, FEE))
                .orElse(act);
    }

    private static Decision happen(Random random, OrderPayments held) {
        Payment payment = held.payments().get(random.nextInt(held.payments().size()));
        Refund refund = held.refunds().isEmpty()
                ? null
                : held.refunds().get(random.nextInt(held.refunds().size()));
        return switch (random.nextInt(refund == null ? 10 : 15)) {
            case 0 -> random.nextInt(5) == 0 ? PaymentRules.withdraw(held, "expired") : PaymentRules.claim(held, NOW);
            case 1, 2 -> PaymentRules.claim(held, NOW.plusSeconds(random.nextInt(700)));
            case 3, 4 -> OutcomeRules.hear(held, payment, outcome(random), NOW.plusSeconds(random.nextInt(700)));
            case 5 -> PaymentRules.openCollection(held);
            case 6 -> PaymentRules.collect(held, payment, Orders.AMOUNT);
            case 7 ->
                random.nextInt(4) == 0
                        ? RefundRules.everything(held, RefundReason.CANCELLATION)
                        : RefundRules.repeat(held);
            case 8 -> RefundRules.part(held, payment, 1 + random.nextInt(2_000), "part", By.SYSTEM);
            case 9 -> PaymentRules.payFromWallet(held, NOW.plusSeconds(random.nextInt(700)));
            default -> RefundRules.hear(held, refund, "re_" + refund.id(), refundOutcome(random, refund), NOW);
        };
    }

    private static Outcome outcome(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Outcome.Failed("card_declined");
            case 1 -> new Outcome.Cancelled();
            case 2 -> new Outcome.Pending(null);
            case 3 -> new Outcome.Unknown("no answer");
            case 4 -> new Outcome.Succeeded(new Money(1890, "EUR"));
            default -> new Outcome.Succeeded(Orders.AMOUNT);
        };
    }

    private static Outcome refundOutcome(Random random, Refund refund) {
        return random.nextInt(3) == 0 ? new Outcome.Succeeded(refund.amount()) : outcome(random);
    }

    private void post(Transfer transfer) {
        assertTrue(posted.add(transfer.id()), "posted twice: " + transfer);
        for (Entry entry : transfer.entries()) {
            long amount = entry.amount().amountMinor();
            balances.merge(entry.account(), entry.debit() ? amount : -amount, Long::sum);
        }
    }

    private void check(OrderPayments held, String when) {
        assertEquals(0, balances.values().stream().mapToLong(Long::longValue).sum(), when);
        PURSES.forEach((method, purse) -> assertEquals(kept(held, method), balance(purse), when));
        assertEquals(-owed(held), balance(LedgerAccount.PLATFORM_FEES), when);
        assertTrue(balance(LedgerAccount.BUSINESS_BALANCE) + balance(LedgerAccount.PLATFORM_FEES) <= 0, when);
        assertTrue(balance(LedgerAccount.REFUNDS_PAYABLE) <= 0, when);
        assertTrue(balance(LedgerAccount.HELD) <= 0, when);
        held.payments().forEach(p -> assertTrue(held.refundableMinor(p) >= 0, when));
        long firsts = held.payments().stream()
                .filter(p -> p.state() instanceof PaymentState.Captured captured && !captured.late())
                .count();
        assertTrue(firsts <= 1, when);
    }

    /** What was taken by that method and not given back. */
    private static long kept(OrderPayments held, PaymentMethod method) {
        return held.payments().stream()
                .filter(payment -> payment.method() == method && payment.state().taken() != null)
                .mapToLong(payment -> payment.state().taken().amountMinor() - held.refundedMinor(payment))
                .sum();
    }

    /** Fees less what refunds reversed of them. */
    private static long owed(OrderPayments held) {
        return held.payments().stream()
                .mapToLong(p -> p.fee().amountMinor() - held.reversed(p).feeMinor())
                .sum();
    }

    private long balance(LedgerAccount account) {
        return balances.getOrDefault(account, 0L);
    }

    @Test
    void a_transfer_that_does_not_balance_can_not_be_made() {
        Entry debit = new Entry(LedgerAccount.HELD, true, new Money(5, "EUR"));
        Entry credit = new Entry(LedgerAccount.BUSINESS_BALANCE, false, new Money(4, "EUR"));
        Entry foreign = new Entry(LedgerAccount.BUSINESS_BALANCE, false, new Money(5, "USD"));
        UUID id = UUID.randomUUID();
        for (List<Entry> entries : List.of(List.of(debit, credit), List.of(debit, foreign), List.<Entry>of())) {
            assertThrows(
                    IllegalArgumentException.class, () -> new Transfer(id, Transfer.Kind.CAPTURE, id, null, entries));
        }
    }

    private static Act act(Decision decision) {
        return (Act) decision;
    }
}
