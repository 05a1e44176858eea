package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The copy of the catalog's products ({@code product_copy}), as far as waves need it. */
@ApplicationScoped
public class Products {

    /** Whether shoppers find it, whether its stock is counted, and whether it was removed. */
    record Known(boolean visible, boolean counted, boolean removed) {
        boolean onSale() {
            return visible && !removed;
        }
    }

    /** Takes a newer snapshot in. @param sequence of the event, per product */
    public void copy(
            Tx tx,
            UUID businessId,
            UUID productId,
            String retailerId,
            boolean visible,
            boolean counted,
            long sequence) {
        store(tx, businessId, productId, retailerId, new Known(visible, counted, false), sequence);
    }

    /** Marks it removed, with nothing to be had, as if nothing else had ever been heard of it; the row keeps older snapshots out. */
    public void removed(Tx tx, UUID businessId, UUID productId, long sequence) {
        store(tx, businessId, productId, null, new Known(false, true, true), sequence);
    }

    private static void store(Tx tx, UUID businessId, UUID productId, String retailerId, Known known, long sequence) {
        tx.send(
                """
                insert into product_copy (business_id, product_id, retailer_id, visible, counted, removed, sequence)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (business_id, product_id) do update
                set retailer_id = excluded.retailer_id,
                  visible = excluded.visible, counted = excluded.counted, removed = excluded.removed,
                  sequence = excluded.sequence
                where excluded.sequence > product_copy.sequence""",
                businessId,
                productId,
                retailerId,
                known.visible(),
                known.counted(),
                known.removed(),
                sequence);
    }

    /** What is known of a product; empty where the copy has not heard of it. */
    Optional<Known> find(Tx tx, UUID businessId, UUID productId) {
        return tx.one(
                        "select visible, counted, removed from product_copy where business_id = $1 and product_id = $2",
                        businessId,
                        productId)
                .map(row -> new Known(row.getBoolean("visible"), row.getBoolean("counted"), row.getBoolean("removed")));
    }
}
