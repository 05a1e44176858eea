package io.tresen.chat;

import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.CartLine;
import io.tresen.chat.assistant.ToPay;
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
    private final String origin;

    PaymentLinks(Checkouts checkouts, @ConfigProperty(name = "tresen.origin") String origin) {
        this.checkouts = checkouts;
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

    /** Address of the page that a token opens. */
    String page(String payToken) {
        return origin + ToPay.PAGE + payToken;
    }

    /** What there is to pay for an order; empty where no page is known. */
    public Optional<ToPay> of(Tx tx, UUID businessId, UUID orderId, String orderNo, Money total) {
        return tx.one(
                        "select pay_token from payment_link where business_id = $1 and order_id = $2",
                        businessId,
                        orderId)
                .map(row -> {
                    ToPay.Parts parts = parts(tx, businessId, orderId);
                    Money lines = parts == null ? total : new Money(parts.subtotal(), total.currency());
                    return new ToPay(
                            orderNo,
                            total,
                            page(row.getString("pay_token")),
                            items(tx, businessId, orderId, lines),
                            parts);
                });
    }

    /** Keeps what an order's total is made of. */
    public void keepParts(Tx tx, UUID businessId, UUID orderId, ToPay.Parts parts) {
        tx.send(
                "insert into order_parts (business_id, order_id, subtotal_minor, shipping_minor, discount_minor, tax_minor,"
                        + " included_tax_minor, included_percent) values ($1, $2, $3, $4, $5, $6, $7, $8)"
                        + " on conflict do nothing",
                businessId,
                orderId,
                parts.subtotal(),
                parts.shipping(),
                parts.discount(),
                parts.tax(),
                parts.includedTax(),
                parts.includedPercent());
    }

    private ToPay.Parts parts(Tx tx, UUID businessId, UUID orderId) {
        return tx.one("select * from order_parts where business_id = $1 and order_id = $2", businessId, orderId)
                .map(row -> new ToPay.Parts(
                        row.getLong("subtotal_minor"),
                        row.getLong("shipping_minor"),
                        row.getLong("discount_minor"),
                        row.getLong("tax_minor"),
                        row.getLong("included_tax_minor"),
                        row.getBigDecimal("included_percent")))
                .orElse(null);
    }

    /** The cart's lines where their sum is the order's: fees and taxes are not in the cart. */
    private List<ToPay.Item> items(Tx tx, UUID businessId, UUID orderId, Money sum) {
        List<ToPay.Item> items = new ArrayList<>();
        Cart cart = checkouts.cartOf(tx, businessId, orderId).orElse(Cart.EMPTY);
        if (cart.fits(sum.currency()) && cart.total(sum.currency()).equals(sum)) {
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
