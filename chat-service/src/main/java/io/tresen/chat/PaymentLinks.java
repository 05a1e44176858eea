package io.tresen.chat;

import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.CartLine;
import io.tresen.chat.assistant.ToPay;
import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where an order can be paid; kept by the effects, so that they need no copy. */
@ApplicationScoped
public class PaymentLinks {

    private final Checkouts checkouts;
    private final OrderCosts orderCosts;
    private final String origin;

    PaymentLinks(Checkouts checkouts, OrderCosts orderCosts, @ConfigProperty(name = "tresen.origin") String origin) {
        this.checkouts = checkouts;
        this.orderCosts = orderCosts;
        this.origin = origin;
    }

    /** Keeps an order's pay token; false when it was kept before, so that it is asked for once. */
    public boolean keep(Tx tx, UUID businessId, UUID orderId, String payToken) {
        return tx.update(
                        "insert into payment_link (business_id, order_id, pay_token) values ($1, $2, $3)"
                                + " on conflict do nothing",
                        businessId,
                        orderId,
                        payToken)
                > 0;
    }

    /** What there is to pay for an order; empty where no page is known. */
    public Optional<ToPay> of(Tx tx, UUID businessId, UUID orderId, String orderNo, Money total) {
        return tx.one(
                        "select pay_token from payment_link where business_id = $1 and order_id = $2",
                        businessId,
                        orderId)
                .map(row -> toPay(tx, businessId, orderId, orderNo, total, row.getString("pay_token")));
    }

    private ToPay toPay(Tx tx, UUID businessId, UUID orderId, String orderNo, Money total, String payToken) {
        Costs costs = parts(tx, businessId, orderId, total);
        String uri = origin + "/payments/v1/pay/" + payToken;
        return new ToPay(orderNo, total, costs, uri, items(tx, businessId, orderId, costs, total.currency()));
    }

    /** What the order told of its parts; the total alone while that is not known here. */
    private Costs parts(Tx tx, UUID businessId, UUID orderId, Money total) {
        return orderCosts
                .find(tx, businessId, orderId)
                .filter(it -> it.totalMinor() == total.amountMinor())
                .orElseGet(() -> new Costs(total.amountMinor(), 0, 0, 0, 0, List.of()));
    }

    /** The cart's lines where their sum is the subtotal. */
    private List<ToPay.Item> items(Tx tx, UUID businessId, UUID orderId, Costs costs, String currency) {
        List<ToPay.Item> items = new ArrayList<>();
        Cart cart = checkouts.cartOf(tx, businessId, orderId).orElse(Cart.EMPTY);
        if (cart.fits(currency) && cart.total(currency).amountMinor() == costs.subtotalMinor()) {
            for (CartLine line : cart.lines()) {
                items.add(new ToPay.Item(
                        line.retailerId(),
                        line.title(),
                        line.quantity(),
                        line.unitPriceMinor(),
                        Boolean.TRUE.equals(line.service())));
            }
        }
        return items;
    }
}
