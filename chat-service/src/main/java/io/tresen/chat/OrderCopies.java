package io.tresen.chat;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Writes the copies of orders and payments; as in {@link ProductCopies}, only a higher sequence of the key is taken. */
@ApplicationScoped
public class OrderCopies {

    private final Texts texts;

    OrderCopies(Texts texts) {
        this.texts = texts;
    }

    /** An order was placed; {@code goods}: something has to be shipped. */
    public void placed(
            Tx tx,
            long sequence,
            UUID businessId,
            UUID orderId,
            String orderNo,
            UUID shopperId,
            Money total,
            boolean goods,
            Instant at) {
        tx.send(
                """
                insert into order_copy as t (order_id, business_id, order_no, shopper_id, status, total_minor, currency,
                  goods, placed_at, sequence)
                values ($1, $2, $3, $4, 'placed', $5, $6, $7, $8, $9) on conflict (order_id) do nothing""",
                orderId,
                businessId,
                orderNo,
                shopperId,
                total.amountMinor(),
                total.currency(),
                goods,
                Times.utc(at),
                sequence);
    }

    /** An order has another status. */
    public void status(Tx tx, long sequence, UUID orderId, String status) {
        tx.send(
                "update order_copy set status = $3, sequence = $2 where order_id = $1 and sequence < $2",
                orderId,
                sequence,
                status);
    }

    /** A parcel left. */
    public void shipped(
            Tx tx, long sequence, UUID orderId, UUID shipmentId, String carrier, String number, boolean complete) {
        String parcel = texts.write(new io.tresen.chat.assistant.OrderFacts.Parcel[] {
            new io.tresen.chat.assistant.OrderFacts.Parcel(shipmentId, carrier, number, false)
        });
        tx.send(
                "update order_copy set status = $3, parcels = parcels || $4::text::jsonb, sequence = $2"
                        + " where order_id = $1 and sequence < $2",
                orderId,
                sequence,
                complete ? "shipped" : "partially_shipped",
                parcel);
    }

    /** A parcel arrived ({@code shipmentId} null: services were rendered); {@code complete}: nothing is left. */
    public void delivered(Tx tx, long sequence, UUID orderId, UUID shipmentId, boolean complete) {
        tx.send(
                """
                update order_copy set sequence = $2, status = case when $4 then 'delivered' else status end,
                  parcels = (select coalesce(jsonb_agg(case when p.parcel ->> 'shipment_id' = $3
                    then p.parcel || '{"delivered": true}' else p.parcel end order by p.n), '[]')
                    from jsonb_array_elements(parcels) with ordinality as p (parcel, n))
                where order_id = $1 and sequence < $2""",
                orderId,
                sequence,
                shipmentId == null ? null : shipmentId.toString(),
                complete);
    }

    /** An order's payment has another status; {@code payToken} null keeps the one that is known. */
    public void payment(Tx tx, long sequence, UUID businessId, UUID orderId, String status, String payToken) {
        tx.send(
                """
                insert into payment_copy as t (order_id, business_id, status, pay_token, sequence)
                values ($1, $2, $3, $4, $5)
                on conflict (order_id) do update set status = excluded.status,
                  pay_token = coalesce(excluded.pay_token, t.pay_token), sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                orderId,
                businessId,
                status,
                payToken,
                sequence);
    }

    /**
     * Deletes some copies of orders that have no shopper, and of their payments, from the version that kept them all: nobody asks for
     * them, and a rebuilt copy has none. What somebody is writing is left for the next time. An index finds them shop by shop.
     *
     * @param most so many orders
     * @return how many those were
     */
    public int dropNobodys(Tx tx, int most) {
        return tx.update(
                """
                with nobodys as materialized (
                  select o.order_id from business b cross join lateral (
                    select order_id from order_copy where business_id = b.business_id and shopper_id is null
                    limit $1 for update skip locked) o
                  limit $1),
                paid as materialized (
                  select p.order_id from payment_copy p join nobodys using (order_id) for update of p skip locked),
                gone as (
                  delete from payment_copy p using paid where p.order_id = paid.order_id)
                delete from order_copy o using nobodys n where o.order_id = n.order_id
                  and (o.order_id in (select order_id from paid)
                    or not exists (select from payment_copy p where p.order_id = o.order_id))""",
                most);
    }
}
