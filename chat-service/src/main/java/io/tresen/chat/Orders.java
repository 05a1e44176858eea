package io.tresen.chat;

import io.tresen.chat.assistant.OrderFacts;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the copies of orders and payments: a shopper sees only their own. */
@ApplicationScoped
public class Orders {

    private static final String ORDER = "select o.*, o.parcels::text as parcel_text, p.status as payment_status,"
            + " p.pay_token from order_copy o left join payment_copy p on p.business_id = o.business_id"
            + " and p.order_id = o.order_id"
            + " where o.business_id = $1 and o.shopper_id = $2 ";

    private final Texts texts;
    private final PaymentLinks links;

    Orders(Texts texts, PaymentLinks links) {
        this.texts = texts;
        this.links = links;
    }

    Optional<OrderFacts> find(Tx tx, UUID businessId, UUID shopperId, String orderNo) {
        return tx.one(ORDER + "and o.order_no = $3", businessId, shopperId, orderNo)
                .map(this::order);
    }

    /** Newest first, older than one of them; {@code after} null for the beginning. */
    List<OrderFacts> page(Tx tx, UUID businessId, UUID shopperId, String after, int limit) {
        return tx
                .list(
                        ORDER + "and ($3::text is null or (o.placed_at, o.order_no) < (select b.placed_at, b.order_no"
                                + " from order_copy b where b.business_id = $1 and b.shopper_id = $2"
                                + " and b.order_no = $3)) order by o.placed_at desc, o.order_no desc limit $4",
                        businessId,
                        shopperId,
                        after,
                        limit)
                .stream()
                .map(this::order)
                .toList();
    }

    private OrderFacts order(Row row) {
        Long total = row.getLong("total_minor");
        String payment = row.getString("payment_status");
        String payToken = row.getString("pay_token");
        return new OrderFacts(
                row.getUUID("order_id"),
                row.getString("order_no"),
                row.getString("status"),
                total == null ? null : new Money(total, row.getString("currency")),
                row.getBoolean("goods"),
                List.of(texts.read(row.getString("parcel_text"), OrderFacts.Parcel[].class)),
                payment == null ? "none" : payment,
                payToken == null ? null : links.page(payToken));
    }
}
