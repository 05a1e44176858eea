package io.tresen.chat;

import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.Checkout;
import io.tresen.chat.assistant.PaymentWay;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Carts that were placed, by checkout number; owned data, changed under the conversation's lock. */
@ApplicationScoped
public class Checkouts {

    private final Texts texts;

    Checkouts(Texts texts) {
        this.texts = texts;
    }

    void add(Tx tx, Instant now, ChatEvent.Party party, long number, UUID orderId, Cart cart, PaymentWay method) {
        tx.update(
                "insert into checkout (business_id, conversation_id, number, order_id, cart, payment_method, requested_at)"
                        + " values ($1, $2, $3, $4, $5::text::jsonb, $6, $7)",
                party.businessId(),
                party.conversationId(),
                number,
                orderId,
                texts.write(cart),
                method.word(),
                Times.utc(now));
    }

    Optional<Checkout> find(Tx tx, UUID businessId, UUID conversationId, long number) {
        return tx.one(
                        "select number, order_id, order_no, state, requested_at from checkout"
                                + " where business_id = $1 and conversation_id = $2 and number = $3",
                        businessId,
                        conversationId,
                        number)
                .map(Checkouts::checkout);
    }

    /** The cart of an order that was placed here; empty for an order by REST. */
    Optional<Cart> cartOf(Tx tx, UUID businessId, UUID orderId) {
        return tx.one(
                        "select cart::text as cart from checkout where business_id = $1 and order_id = $2",
                        businessId,
                        orderId)
                .map(row -> texts.read(row.getString("cart"), Cart.class));
    }

    /** Order-service took it. */
    void placed(Tx tx, UUID businessId, UUID orderId, String orderNo) {
        tx.update(
                "update checkout set state = 'placed', order_no = $3"
                        + " where business_id = $1 and order_id = $2 and state = 'requested'",
                businessId,
                orderId,
                orderNo);
    }

    /** It failed; answers its cart the first time, so that it comes back once. */
    Optional<Cart> failed(Tx tx, UUID businessId, UUID orderId, String state) {
        return tx.one(
                        "update checkout set state = $3 where business_id = $1 and order_id = $2"
                                + " and state in ('requested', 'placed') returning cart::text as cart",
                        businessId,
                        orderId,
                        state)
                .map(row -> texts.read(row.getString("cart"), Cart.class));
    }

    private static Checkout checkout(Row row) {
        String state = row.getString("state");
        return new Checkout(
                row.getLong("number"),
                row.getUUID("order_id"),
                row.getString("order_no"),
                state.equals("declined") || state.equals("rejected"),
                Times.of(row, "requested_at"));
    }
}
