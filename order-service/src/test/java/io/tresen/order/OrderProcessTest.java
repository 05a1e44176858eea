package io.tresen.order;

import static io.tresen.order.Samples.NOW;
import static io.tresen.order.Samples.PARCEL;
import static io.tresen.order.Samples.after;
import static io.tresen.order.Samples.confirmed;
import static io.tresen.order.Samples.goods;
import static io.tresen.order.Samples.in;
import static io.tresen.order.Samples.order;
import static io.tresen.order.Samples.parcel;
import static io.tresen.order.Samples.service;
import static io.tresen.order.Samples.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What transitions tell and ask for, and the paths that one event alone does not show. */
class OrderProcessTest {

    private static final UUID SECOND = UUID.fromString("0190aaaa-0000-7000-8000-000000000004");

    @Test
    void a_card_order_asks_for_its_payment_and_cash_is_confirmed_at_once() {
        Order card = order(PaymentMethod.CARD, goods("mug", 1));
        Outcome reserved = card.state().stockReserved(card, NOW);
        assertEquals(List.of("OrderAwaitingPayment", "PaymentRequested"), told(reserved));
        assertEquals(
                new AwaitingPayment(NOW.plusSeconds(1_800)), after(reserved).state());
        Order cash = order(PaymentMethod.COD, goods("mug", 1));
        assertEquals(
                List.of("OrderConfirmed", "PaymentRequested"), told(cash.state().stockReserved(cash, NOW)));
    }

    @Test
    void the_deadline_counts_from_awaiting_payment_and_not_a_second_less() {
        Order order = in(OrderStatus.AWAITING_PAYMENT, PaymentMethod.CARD);
        assertEquals(new Outcome.Duplicate("not-due-yet"), order.state().deadlinePassed(order, NOW.plusSeconds(1_799)));
        Outcome expired = order.state().deadlinePassed(order, NOW.plusSeconds(1_800));
        assertEquals(List.of("OrderExpired", "PaymentWithdrawn"), told(expired));
    }

    @Test
    void a_failed_or_unknown_or_held_payment_stops_no_deadline_and_a_later_success_still_counts() {
        Order order = in(OrderStatus.AWAITING_PAYMENT, PaymentMethod.CARD);
        for (Order waiting : List.of(
                after(order.state().paymentFailed(order)),
                after(order.state().paymentUnknown(order)),
                after(order.state().paymentHeld(order, NOW)))) {
            assertEquals(
                    OrderStatus.EXPIRED,
                    after(waiting.state().deadlinePassed(waiting, NOW.plusSeconds(9_999)))
                            .status());
            assertEquals(
                    OrderStatus.CONFIRMED,
                    after(waiting.state().paymentSucceeded(waiting)).status());
        }
    }

    @Test
    void cancelling_needs_both_halves_in_either_order_and_tells_its_end_once() {
        Order order = in(OrderStatus.CANCELLING, PaymentMethod.CARD);
        Order stockFirst = after(order.state().stockReleased(order));
        Outcome thenMoney = stockFirst.state().refundSucceeded(stockFirst, RefundReason.CANCELLATION, true);
        assertEquals(List.of("OrderCancelled"), told(thenMoney));
        Order moneyFirst = after(order.state().refundSucceeded(order, RefundReason.CANCELLATION, true));
        assertEquals(OrderStatus.CANCELLING, moneyFirst.status());
        assertEquals(List.of("OrderCancelled"), told(moneyFirst.state().stockReleased(moneyFirst)));
        Order cash = in(OrderStatus.CANCELLING, PaymentMethod.COD);
        Order withdrawn = after(cash.state().paymentCancelled(cash));
        assertEquals(List.of("OrderCancelled"), told(withdrawn.state().stockReleased(withdrawn)));
    }

    @Test
    void a_part_refund_does_not_end_cancelling_and_a_failed_one_calls_for_a_person() {
        Order order = in(OrderStatus.CANCELLING, PaymentMethod.CARD);
        Order released = after(order.state().stockReleased(order));
        Order part = after(released.state().refundSucceeded(released, RefundReason.CANCELLATION, false));
        assertEquals(OrderStatus.CANCELLING, part.status());
        assertEquals(PaymentStatus.PARTIALLY_REFUNDED, part.paymentStatus());
        Order failed = after(part.state().refundFailed(part, null, NOW));
        assertEquals(new Attention("refund-failed", NOW), failed.attention());
        Order ended = after(failed.state().refundSucceeded(failed, RefundReason.CANCELLATION, true));
        assertEquals(OrderStatus.CANCELLED, ended.status());
        assertNull(ended.attention());
    }

    @Test
    void money_that_came_back_while_cancelling_and_went_again_leaves_nothing_paid_and_nobody_waiting() {
        Order order = in(OrderStatus.CANCELLING, PaymentMethod.CARD);
        Order settled = after(order.state().refundSucceeded(order, RefundReason.CANCELLATION, true));
        assertEquals(
                new Outcome.Duplicate("payment-settled-already"),
                settled.state().refundSucceeded(settled, RefundReason.CANCELLATION, true));
        for (MoneyLeft left : Arrays.asList(new MoneyLeft(1_990, 0, false), null)) {
            Order failed = after(settled.state().refundFailed(settled, left, NOW));
            assertEquals(new Attention("refund-failed", NOW), failed.attention());
            Order again = after(failed.state().refundSucceeded(failed, RefundReason.CANCELLATION, true));
            assertEquals(PaymentStatus.REFUNDED, again.paymentStatus());
            assertNull(again.attention());
            Outcome ended = again.state().stockReleased(again);
            assertEquals(List.of("OrderCancelled"), told(ended));
            assertEquals(PaymentStatus.REFUNDED, after(ended).paymentStatus());
        }
    }

    @Test
    void a_part_refund_that_goes_through_after_one_that_failed_needs_nobody_any_more() {
        Order paid = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        Order failed = after(paid.state().refundFailed(paid, new MoneyLeft(1_990, 0, false), NOW));
        Order again = after(failed.state().refundSucceeded(failed, RefundReason.REQUESTED, false));
        assertEquals(PaymentStatus.PARTIALLY_REFUNDED, again.paymentStatus());
        assertNull(again.attention());
        Order held = after(paid.state().paymentHeld(paid, NOW));
        Order part = after(held.state().refundSucceeded(held, RefundReason.REQUESTED, false));
        assertEquals(new Attention("payment-held", NOW), part.attention());
    }

    @Test
    void a_refund_that_waited_for_money_that_never_came_needs_nobody() {
        for (OrderStatus status : List.of(OrderStatus.AWAITING_PAYMENT, OrderStatus.EXPIRED, OrderStatus.CONFIRMED)) {
            Order order = in(status, PaymentMethod.CARD);
            assertEquals(
                    new Outcome.Duplicate("nothing-to-give-back"),
                    order.state().refundFailed(order, new MoneyLeft(0, 0, true), NOW));
        }
    }

    @Test
    void a_refund_that_fails_after_it_succeeded_has_not_gone_back_and_the_order_says_so() {
        Order paid = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        Order part = after(paid.state().refundSucceeded(paid, RefundReason.REQUESTED, false));
        Order all = after(part.state().refundSucceeded(part, RefundReason.REQUESTED, true));
        assertEquals(PaymentStatus.REFUNDED, all.paymentStatus());
        Order some = after(all.state().refundFailed(all, new MoneyLeft(1_990, 500, false), NOW));
        assertEquals(PaymentStatus.PARTIALLY_REFUNDED, some.paymentStatus());
        Order none = after(some.state().refundFailed(some, new MoneyLeft(1_990, 0, false), NOW));
        assertEquals(PaymentStatus.PAID, none.paymentStatus());
        assertEquals(new Attention("refund-failed", NOW), none.attention());
        Order held = after(all.state().refundFailed(all, new MoneyLeft(0, 0, false), NOW));
        assertEquals(PaymentStatus.PENDING, held.paymentStatus(), "held money is pending again");
        Order unsaid = after(all.state().refundFailed(all, null, NOW));
        assertEquals(PaymentStatus.REFUNDED, unsaid.paymentStatus());
    }

    @Test
    void what_went_back_is_of_the_order_and_no_money_that_came_beside() {
        Order paid = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        long total = paid.total().amountMinor();
        Order part = OrderMoney.givenBack(paid, new MoneyBack(500, 500, total, RefundReason.REQUESTED, false));
        assertEquals(500, part.refundedMinor());
        Order beside = OrderMoney.givenBack(
                part, new MoneyBack(total, 500 + total, 2 * total, RefundReason.LATE_MONEY, false));
        assertEquals(500, beside.refundedMinor(), "the second payment paid nothing");
        Order more =
                OrderMoney.givenBack(beside, new MoneyBack(200, 700 + total, 2 * total, RefundReason.REQUESTED, false));
        assertEquals(700, more.refundedMinor());
        Order all = OrderMoney.givenBack(
                more, new MoneyBack(total - 700, 2 * total, 2 * total, RefundReason.REQUESTED, true));
        assertEquals(total, all.refundedMinor());
        Order told = after(all.state().refundSucceeded(all, RefundReason.REQUESTED, true));
        Order failed = after(told.state().refundFailed(told, new MoneyLeft(total, 700, false), NOW));
        assertEquals(700, failed.refundedMinor(), "the rest came back");
    }

    @Test
    void where_late_money_was_the_last_to_go_back_all_is_refunded() {
        Order paid = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        Order beside = after(paid.state().refundSucceeded(paid, RefundReason.REQUESTED, false));
        Order all = after(beside.state().refundSucceeded(beside, RefundReason.LATE_MONEY, true));
        assertEquals(PaymentStatus.REFUNDED, all.paymentStatus());
        assertInstanceOf(Outcome.Duplicate.class, paid.state().refundSucceeded(paid, RefundReason.LATE_MONEY, false));
    }

    @Test
    void cancelling_a_paid_order_asks_for_the_refund_and_an_unpaid_cash_order_withdraws_its_payment() {
        Order card = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        assertEquals(
                List.of("OrderCancellationStarted", "RefundRequested"),
                told(card.state().cancel(card, Actor.SHOP, null)));
        Order cash = in(OrderStatus.CONFIRMED, PaymentMethod.COD);
        assertEquals(
                List.of("OrderCancellationStarted", "PaymentWithdrawn"),
                told(cash.state().cancel(cash, Actor.SHOP, null)));
    }

    @Test
    void an_order_cancelled_while_placed_asks_nobody_for_money_back() {
        Order placed = in(OrderStatus.PLACED, PaymentMethod.CARD);
        assertEquals(List.of("OrderCancelled"), told(placed.state().cancel(placed, Actor.SHOPPER, null)));
        Order awaiting = in(OrderStatus.AWAITING_PAYMENT, PaymentMethod.CARD);
        assertEquals(
                List.of("OrderCancelled", "PaymentWithdrawn"),
                told(awaiting.state().cancel(awaiting, Actor.SHOPPER, null)));
    }

    @Test
    void money_that_comes_after_the_end_goes_back_and_moves_nothing() {
        Order expired = in(OrderStatus.EXPIRED, PaymentMethod.CARD);
        Outcome paid = expired.state().paymentSucceeded(expired);
        assertEquals(List.of("RefundRequested"), told(paid));
        Order back = after(after(paid).state().refundSucceeded(after(paid), RefundReason.LATE_MONEY, true));
        assertEquals(OrderStatus.EXPIRED, back.status());
        assertEquals(PaymentStatus.REFUNDED, back.paymentStatus());
        assertEquals(List.of(), told(expired.state().lateMoney(expired)));
    }

    @Test
    void a_second_capture_that_went_back_leaves_a_paid_order_paid() {
        Order paid = in(OrderStatus.CONFIRMED, PaymentMethod.CARD);
        assertEquals(
                new Outcome.Duplicate("late-money-went-back"),
                paid.state().refundSucceeded(paid, RefundReason.LATE_MONEY, false));
    }

    @Test
    void held_money_calls_for_a_person_and_is_never_paid() {
        Order order = in(OrderStatus.AWAITING_PAYMENT, PaymentMethod.CARD);
        Order held = after(order.state().paymentHeld(order, NOW));
        assertEquals(new Attention("payment-held", NOW), held.attention());
        assertEquals(PaymentStatus.PENDING, held.paymentStatus());
        assertEquals(OrderStatus.AWAITING_PAYMENT, held.status());
    }

    @Test
    void parcels_leave_in_parts_and_the_first_one_opens_the_collection_of_cash() {
        Order order = confirmed(order(PaymentMethod.COD, goods("mug", 3), goods("cup", 1)));
        Outcome first = order.state().ship(order, parcel(PARCEL, new WantedUnits("mug", 2)));
        assertEquals(List.of("OrderShipped", "CollectionOpened"), told(first));
        Order partly = after(first);
        assertEquals(OrderStatus.PARTIALLY_SHIPPED, partly.status());
        assertEquals("more-than-left", refusal(partly.state().ship(partly, parcel(SECOND, new WantedUnits("mug", 2)))));
        assertEquals("more-than-left", refusal(partly.state().ship(partly, parcel(SECOND, new WantedUnits("tea", 1)))));
        Outcome rest = partly.state().ship(partly, parcel(SECOND));
        assertEquals(List.of("OrderShipped"), told(rest));
        assertEquals(OrderStatus.SHIPPED, after(rest).status());
        assertEquals(
                List.of(1, 1),
                after(rest).shipments().get(1).lines().stream()
                        .map(Units::quantity)
                        .toList());
    }

    @Test
    void an_order_is_delivered_when_every_parcel_has_arrived() {
        Order order = in(OrderStatus.PARTIALLY_SHIPPED, PaymentMethod.CARD);
        Order shipped = after(order.state().ship(order, parcel(SECOND)));
        Order one = after(shipped.state().deliver(shipped, PARCEL, NOW));
        assertEquals(OrderStatus.SHIPPED, one.status());
        assertEquals("already-delivered", refusal(one.state().deliver(one, PARCEL, NOW)));
        assertEquals("unknown-shipment", refusal(one.state().deliver(one, UUID.randomUUID(), NOW)));
        assertEquals(
                OrderStatus.DELIVERED,
                after(one.state().deliver(one, SECOND, NOW)).status());
    }

    @Test
    void services_are_delivered_without_a_parcel() {
        Order order = confirmed(order(PaymentMethod.CARD, service("haircut", 2)));
        assertEquals("nothing-to-ship", refusal(order.state().ship(order, parcel(PARCEL))));
        Outcome delivered = order.state().deliver(order, null, NOW);
        assertEquals(OrderStatus.DELIVERED, after(delivered).status());
        OrderEvent.OrderDelivered event =
                (OrderEvent.OrderDelivered) ((Outcome.Act) delivered).events().get(0);
        assertNull(event.shipmentId());
        assertEquals(2, event.lines().get(0).quantity());
        Order done = after(delivered);
        assertEquals("nothing-shipped", refusal(done.state().takeBack(done, new Return(PARCEL, "no", null, true))));
        assertEquals("already-delivered", refusal(done.state().cancel(done, Actor.SHOP, null)));
    }

    @Test
    void a_mixed_order_is_shipped_with_its_goods_and_delivered_with_its_services() {
        Order order = confirmed(order(PaymentMethod.CARD, goods("mug", 1), service("engraving", 1)));
        Order shipped = after(order.state().ship(order, parcel(PARCEL)));
        assertEquals(OrderStatus.SHIPPED, shipped.status());
        Order arrived = after(shipped.state().deliver(shipped, PARCEL, NOW));
        assertEquals(OrderStatus.SHIPPED, arrived.status());
        assertEquals(
                OrderStatus.DELIVERED,
                after(arrived.state().deliver(arrived, null, NOW)).status());
        Outcome both = shipped.state().deliver(shipped, null, NOW);
        assertEquals(List.of("OrderDelivered", "OrderDelivered"), told(both));
        assertEquals(shipped.version() + 2, after(both).version());
        assertEquals(OrderStatus.DELIVERED, after(both).status());
    }

    @Test
    void a_part_return_leaves_the_status_and_the_last_unit_ends_it() {
        Order order = in(OrderStatus.SHIPPED, PaymentMethod.CARD);
        Outcome part =
                order.state().takeBack(order, new Return(PARCEL, "broken", List.of(new WantedUnits("mug", 1)), true));
        assertEquals(OrderStatus.SHIPPED, after(part).status());
        Order rest = after(part);
        assertEquals(
                "more-than-left",
                refusal(rest.state()
                        .takeBack(rest, new Return(SECOND, "broken", List.of(new WantedUnits("mug", 2)), true))));
        Outcome all = rest.state().takeBack(rest, new Return(SECOND, "broken", null, false));
        assertEquals(List.of("OrderReturned"), told(all));
        assertEquals(OrderStatus.RETURNED, after(all).status());
        Order back = after(all);
        assertEquals("already-returned", refusal(back.state().takeBack(back, new Return(SECOND, "again", null, true))));
        assertEquals(
                "more-than-left",
                refusal(back.state()
                        .takeBack(back, new Return(SECOND, "again", List.of(new WantedUnits("mug", 1)), true))));
    }

    @Test
    void an_order_whose_service_is_still_owed_does_not_end_when_its_goods_come_back() {
        Order order = confirmed(order(PaymentMethod.CARD, goods("mug", 1), service("engraving", 1)));
        Order shipped = after(order.state().ship(order, parcel(PARCEL)));
        Outcome back = shipped.state().takeBack(shipped, new Return(SECOND, "broken", null, true));
        assertEquals(OrderStatus.SHIPPED, after(back).status());
        OrderEvent.OrderReturned event =
                (OrderEvent.OrderReturned) ((Outcome.Act) back).events().get(0);
        assertEquals(false, event.complete());
        Order owed = after(back);
        assertEquals(
                List.of("OrderDelivered", "OrderDelivered"), told(owed.state().deliver(owed, null, NOW)));
    }

    @Test
    void unpaid_cash_is_withdrawn_once_everything_came_back_and_paid_cash_stays_paid() {
        Order unpaid = in(OrderStatus.DELIVERED, PaymentMethod.COD);
        Return all = new Return(PARCEL, "refused at the door", null, true);
        assertEquals(
                List.of("OrderReturned", "PaymentWithdrawn"),
                told(unpaid.state().takeBack(unpaid, all)));
        Order paid = after(unpaid.state().cashCollected(unpaid));
        assertEquals(List.of("OrderReturned"), told(paid.state().takeBack(paid, all)));
    }

    private static String refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).rejection().code();
    }
}
