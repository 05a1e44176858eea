package io.tresen.chat;

import io.tresen.chat.assistant.Language;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where orders' receipts are; kept by the effects, so that they need no copy. */
@ApplicationScoped
public class ReceiptLinks {

    private final String origin;

    ReceiptLinks(@ConfigProperty(name = "tresen.origin") String origin) {
        this.origin = origin;
    }

    /** Keeps what opens an order's receipt. */
    public void keep(Tx tx, UUID businessId, UUID orderId, String receiptKey) {
        tx.send(
                "insert into receipt_link (business_id, order_id, receipt_key) values ($1, $2, $3)"
                        + " on conflict do nothing",
                businessId,
                orderId,
                receiptKey);
    }

    /** Address of an order's receipt; empty for an order of before there were receipts. */
    public Optional<String> of(Tx tx, UUID businessId, UUID orderId, Language language) {
        return tx.one(
                        "select receipt_key from receipt_link where business_id = $1 and order_id = $2",
                        businessId,
                        orderId)
                .map(row -> origin + "/orders/v1/orders/" + orderId + "/receipt?key=" + row.getString("receipt_key")
                        + "&lang=" + language.code());
    }
}
