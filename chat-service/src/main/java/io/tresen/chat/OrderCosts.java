package io.tresen.chat;

import io.tresen.chat.assistant.Language;
import io.tresen.costs.Costs;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What orders cost, and where their receipts are; kept by the effects, so that they need no copy. */
@ApplicationScoped
public class OrderCosts {

    private final String origin;

    OrderCosts(@ConfigProperty(name = "tresen.origin") String origin) {
        this.origin = origin;
    }

    /** Keeps what a placed order told. @param receiptKey null for an order of before there were receipts */
    public void keep(Tx tx, UUID businessId, UUID orderId, Costs costs, String discountCode, String receiptKey) {
        tx.update(
                """
                insert into order_costs (business_id, order_id, subtotal_minor, shipping_minor, tax_minor,
                  tax_included_minor, discount_minor, discount_code, receipt_key)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""",
                businessId,
                orderId,
                costs.subtotalMinor(),
                costs.shippingMinor(),
                costs.taxMinor(),
                costs.taxIncludedMinor(),
                costs.discountMinor(),
                discountCode,
                receiptKey);
    }

    /** The parts of an order's total, by rate aside; empty while it is not known here. */
    Optional<Costs> find(Tx tx, UUID businessId, UUID orderId) {
        return tx.one("select * from order_costs where business_id = $1 and order_id = $2", businessId, orderId)
                .map(row -> new Costs(
                        row.getLong("subtotal_minor"),
                        row.getLong("shipping_minor"),
                        row.getLong("tax_minor"),
                        row.getLong("tax_included_minor"),
                        row.getLong("discount_minor"),
                        List.of()));
    }

    /** Address of an order's receipt; empty where none is known. */
    public Optional<String> receipt(Tx tx, UUID businessId, UUID orderId, Language language) {
        return tx.one(
                        "select receipt_key from order_costs where business_id = $1 and order_id = $2"
                                + " and receipt_key is not null",
                        businessId,
                        orderId)
                .map(row -> origin + "/orders/v1/orders/" + orderId + "/receipt?key=" + row.getString("receipt_key")
                        + "&lang=" + language.code());
    }
}
