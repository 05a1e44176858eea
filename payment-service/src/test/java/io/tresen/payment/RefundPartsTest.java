package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.Transfer.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** For each part: reversed so far = round_half_up(part × refunded ÷ captured); a refund reverses the difference. */
class RefundPartsTest {

    private static final long MOST = (1L << 53) - 1;

    /** Captured in time, with these parts; the fee is one of them. */
    private static OrderPayments paid(long capturedMinor, Parts parts) {
        PaymentOrder card = Orders.card();
        PaymentOrder order = new PaymentOrder(
                card.orderId(),
                card.businessId(),
                card.orderNo(),
                null,
                null,
                PaymentMethod.CARD,
                new Money(capturedMinor, "EUR"),
                parts.withFee(0),
                card.payToken(),
                card.payBy(),
                null,
                false,
                null,
                false);
        OrderPayments held = Orders.in(order, new Captured(order.amount(), false));
        return held.with(held.last().charged(new Fee(parts.feeMinor(), "a rule")));
    }

    private static OrderPayments ask(OrderPayments held, long minor) {
        return ((Act) RefundRules.part(held, held.last(), minor, "came back", By.SYSTEM)).next();
    }

    private static Act hear(OrderPayments held, int refund, Outcome outcome) {
        return assertInstanceOf(
                Act.class, RefundRules.hear(held, held.refunds().get(refund), "re_" + refund, outcome, NOW));
    }

    private static Act succeed(OrderPayments held, int refund) {
        return hear(
                held, refund, new Outcome.Succeeded(held.refunds().get(refund).amount()));
    }

    private static OrderPayments give(OrderPayments held, long minor) {
        OrderPayments asked = ask(held, minor);
        return succeed(asked, asked.refunds().size() - 1).next();
    }

    @Test
    void each_refund_reverses_the_difference_and_the_last_one_the_rest() {
        OrderPayments held = paid(1_000, new Parts(160, 499, 33, 50));
        OrderPayments third = give(held, 333);
        assertEquals(new Parts(53, 166, 11, 17), third.refunds().get(0).parts(), "53.28, 166.167, 10.989, 16.65");
        OrderPayments two = give(third, 333);
        assertEquals(new Parts(107, 332, 22, 33), two.reversed(two.last()), "106.56, 332.334, 21.978, 33.3");
        assertEquals(new Parts(54, 166, 11, 16), two.refunds().get(1).parts());
        OrderPayments all = give(two, 334);
        assertEquals(new Parts(160, 499, 33, 50), all.reversed(all.last()));
        assertEquals(PaymentStatus.REFUNDED, PaymentStatus.of(all, all.last()));
    }

    @Test
    void a_half_is_rounded_up() {
        OrderPayments half = give(paid(100, new Parts(1, 3, 5, 7)), 50);
        assertEquals(new Parts(1, 2, 3, 4), half.reversed(half.last()));
    }

    @Test
    void parts_are_reckoned_when_the_refund_succeeds_and_in_the_order_of_success() {
        OrderPayments both = ask(ask(paid(100, new Parts(1, 0, 0, 0)), 40), 20);
        assertEquals(Parts.NONE, both.refunds().get(0).parts(), "nothing is reversed by asking");
        OrderPayments later = succeed(both, 1).next();
        assertEquals(0, later.refunds().get(1).parts().taxMinor(), "0.2");
        OrderPayments first = succeed(later, 0).next();
        assertEquals(1, first.refunds().get(0).parts().taxMinor(), "0.6");
    }

    @Test
    void the_fee_goes_back_to_the_shop_in_the_refunds_own_transfer() {
        OrderPayments asked = ask(paid(1_000, new Parts(0, 0, 0, 50)), 500);
        assertEquals(
                List.of(
                        new Entry(LedgerAccount.BUSINESS_BALANCE, true, new Money(475, "EUR")),
                        new Entry(LedgerAccount.PLATFORM_FEES, true, new Money(25, "EUR")),
                        new Entry(LedgerAccount.PROVIDER_CLEARING, false, new Money(500, "EUR"))),
                succeed(asked, 0).transfers().get(0).entries());
    }

    @Test
    void a_refund_that_fails_later_is_booked_back_with_its_own_entries_and_the_next_reverses_from_what_stands() {
        OrderPayments held = paid(1_000, new Parts(160, 0, 0, 50));
        OrderPayments one = give(held, 333);
        OrderPayments two = give(one, 333);
        List<Entry> booked = succeed(ask(one, 333), 1).transfers().get(0).entries();
        Act failed = hear(two, 1, new Outcome.Failed("lost_or_stolen_card"));
        Transfer back = failed.transfers().get(0);
        assertEquals(Transfer.Kind.REFUND_REVERSAL, back.kind());
        assertEquals(
                booked.stream()
                        .map(entry -> new Entry(entry.account(), !entry.debit(), entry.amount()))
                        .toList(),
                back.entries());
        OrderPayments stands = failed.next();
        assertEquals(new Parts(53, 0, 0, 17), stands.reversed(stands.last()));
        assertEquals(PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.of(stands, stands.last()));
        OrderPayments all = give(stands, 667);
        assertEquals(new Parts(160, 0, 0, 50), all.reversed(all.last()));
    }

    @Test
    void what_is_reversed_is_never_charged_anew() {
        OrderPayments both = give(give(paid(100, new Parts(1, 0, 0, 1)), 40), 10);
        assertEquals(new Parts(1, 0, 0, 1), both.refunds().get(1).parts(), "0.5 of one");
        OrderPayments small =
                hear(both, 0, new Outcome.Failed("lost_or_stolen_card")).next();
        OrderPayments next = give(small, 10);
        assertEquals(Parts.NONE, next.refunds().get(2).parts(), "0.2 is none, and one is reversed");
        OrderPayments all = give(next, 80);
        assertEquals(new Parts(1, 0, 0, 1), all.reversed(all.last()));
    }

    @Test
    void of_two_refunds_of_sixty_on_a_capture_of_a_hundred_one_is_taken() {
        OrderPayments first = ask(paid(100, Parts.NONE), 60);
        Refused refused =
                assertInstanceOf(Refused.class, RefundRules.part(first, first.last(), 60, "again", By.SYSTEM));
        assertEquals(PaymentRejection.REFUND_EXCEEDS_CAPTURED, refused.rejection());
        assertEquals(PaymentStatus.CAPTURED, PaymentStatus.of(first, first.last()), "pending: nothing went back yet");
        assertEquals(60, first.refundPendingMinor(first.last()));
        OrderPayments failed = hear(first, 0, new Outcome.Failed("no")).next();
        assertInstanceOf(Act.class, RefundRules.part(failed, failed.last(), 60, "again", By.SYSTEM));
    }

    @Test
    void the_largest_amounts_are_exact() {
        OrderPayments held = paid(MOST, new Parts(MOST, MOST - 1, 1, MOST));
        OrderPayments some = give(held, MOST - 1);
        Parts reversed = some.reversed(some.last());
        assertEquals(MOST - 1, reversed.taxMinor());
        assertEquals(MOST - 2, reversed.shippingMinor());
        assertEquals(1, reversed.discountMinor());
        OrderPayments all = give(some, 1);
        assertEquals(new Parts(MOST, MOST - 1, 1, MOST), all.reversed(all.last()));
    }

    @Test
    void over_random_captures_and_refunds_no_part_is_reversed_beyond_itself_and_all_of_it_with_all_of_the_money() {
        Random random = new Random(20_250_601);
        int full = 0;
        for (int round = 0; round < 100_000; round++) {
            long captured = 1 + random.nextLong(round % 10 == 0 ? MOST : 5_000);
            Parts parts = new Parts(
                    random.nextLong(captured + 1),
                    random.nextLong(captured + 1),
                    random.nextLong(2 * captured),
                    random.nextLong(captured + 1));
            full += history(random, captured, parts) ? 1 : 0;
        }
        assertTrue(full > 50_000, "full refunds: " + full);
    }

    /** @return whether it ended with a full refund */
    private static boolean history(Random random, long captured, Parts parts) {
        long[] amounts = new long[12];
        Parts[] reversed = new Parts[12];
        int n = 0;
        long refunded = 0;
        Parts sum = Parts.NONE;
        boolean failedBefore = false;
        while (n < 12 && refunded < captured) {
            if (n > 0 && random.nextInt(4) == 0) {
                int back = random.nextInt(n);
                refunded -= amounts[back];
                sum = sum.beyond(reversed[back]);
                amounts[back] = 0;
                reversed[back] = Parts.NONE;
                failedBefore = true;
                continue;
            }
            long left = captured - refunded;
            long amount = n == 11 || random.nextInt(5) == 0 ? left : 1 + random.nextLong(left);
            Parts now = parts.share(refunded + amount, captured).beyond(sum);
            amounts[n] = amount;
            reversed[n++] = now;
            refunded += amount;
            sum = sum.plus(now);
            assertTrue(sum.taxMinor() <= parts.taxMinor() && sum.shippingMinor() <= parts.shippingMinor());
            assertTrue(sum.discountMinor() <= parts.discountMinor() && sum.feeMinor() <= parts.feeMinor());
            if (!failedBefore) {
                assertEquals(byTheBook(parts.taxMinor(), refunded, captured), sum.taxMinor());
                assertEquals(byTheBook(parts.feeMinor(), refunded, captured), sum.feeMinor());
            }
        }
        if (refunded == captured) {
            assertEquals(parts, sum);
        }
        return refunded == captured;
    }

    private static long byTheBook(long part, long refunded, long captured) {
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(refunded))
                .divide(BigDecimal.valueOf(captured), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    @Test
    void cash_that_is_handed_back_reverses_its_parts_at_once() {
        PaymentOrder order = Orders.order(PaymentMethod.COD);
        OrderPayments cash = Orders.in(order, new Captured(AMOUNT, false));
        OrderPayments charged = cash.with(cash.last().charged(new Fee(100, "five")));
        OrderPayments back = ask(charged, 1_990);
        assertEquals(Orders.PARTS.withFee(100), back.refunds().get(0).parts());
    }
}
