package io.tresen.chat.assistant;

import io.tresen.chat.message.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shopper's orders: list, status with tracking, cancellation. */
final class OrderTalk {

    private static final int PAGE = Limits.ROWS.most() - 1;

    private OrderTalk() {}

    static void list(Turn turn, String after) {
        List<OrderFacts> orders = turn.lookups.orders(after, Limits.ROWS.most() + 1);
        if (orders.isEmpty()) {
            turn.say("orders.none");
            return;
        }
        boolean more = orders.size() > Limits.ROWS.most();
        List<Choice> rows = new ArrayList<>();
        for (OrderFacts order : more ? orders.subList(0, PAGE) : orders) {
            String total = order.total() == null ? "" : turn.price(order.total()) + " · ";
            rows.add(new Choice("order:" + order.orderNo(), order.orderNo(), total + status(turn, order)));
        }
        if (more) {
            String last = orders.get(PAGE - 1).orderNo();
            rows.add(turn.choice(new PageCursor(PageCursor.ORDERS, last, "").choice(), "list.more"));
        }
        turn.say(Messages.list(turn.words.text("orders.body"), turn.words.text("list.button"), rows));
    }

    static void status(Turn turn, String orderNo) {
        Optional<OrderFacts> found = turn.lookups.order(orderNo);
        if (found.isEmpty()) {
            turn.say("order.unknown");
            return;
        }
        OrderFacts order = found.get();
        StringBuilder body = new StringBuilder(turn.words.text("order.status", order.orderNo(), status(turn, order)));
        for (OrderFacts.Parcel parcel : order.parcels()) {
            String key = parcel.delivered() ? "order.parcel.delivered" : "order.parcel";
            body.append('\n').append(turn.words.text(key, parcel.carrier(), parcel.trackingNumber()));
        }
        if (order.total() != null) {
            body.append('\n').append(turn.words.text("cart.total", turn.price(order.total())));
        }
        List<Choice> buttons = new ArrayList<>();
        if (order.changeable()) {
            if (order.goods()) {
                buttons.add(turn.choice("address:" + order.orderNo(), "address.button"));
            }
            buttons.add(turn.choice("cancel:" + order.orderNo(), "cancel.button"));
        }
        buttons.add(turn.choice("menu:orders", "orders.button"));
        turn.say(Messages.buttons(body.toString(), buttons));
        if (order.payable()) {
            turn.say(Messages.link(
                    turn.words.text("order.pay", order.orderNo()), turn.words.text("pay.card"), order.payPage()));
        }
    }

    private static String status(Turn turn, OrderFacts order) {
        String key = "status." + order.status();
        return turn.words.has(key) ? turn.words.text(key) : order.status();
    }

    /** Order-service decides and the answer comes as a notice, but only once: a later tap is answered from the copy. */
    static void cancel(Turn turn, String orderNo) {
        Optional<OrderFacts> found = turn.lookups.order(orderNo);
        if (found.isEmpty()) {
            turn.say("order.unknown");
            return;
        }
        if (found.get().cancelled()) {
            status(turn, orderNo);
            return;
        }
        turn.change(new Change.CancelOrder(found.get().orderId()));
        turn.say("cancel.asked", found.get().orderNo());
    }
}
