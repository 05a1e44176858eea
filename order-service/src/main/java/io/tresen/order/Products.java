package io.tresen.order;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** This service's own copy of the catalog: what orders are priced by. */
@ApplicationScoped
public class Products {

    /** The products of these ids that this tenant has, removed ones too; what is missing has not been heard of. */
    public Map<UUID, Product> find(Tx tx, UUID businessId, Collection<UUID> productIds) {
        return ask(tx, businessId, productIds).get();
    }

    /** As {@link #find}, sent and not waited for yet. */
    public Supplier<Map<UUID, Product>> ask(Tx tx, UUID businessId, Collection<UUID> productIds) {
        Asked asked = tx.ask(
                "select * from product_copy where business_id = $1 and product_id = any($2::uuid[])",
                businessId,
                productIds.toArray(UUID[]::new));
        return () -> {
            Map<UUID, Product> found = new HashMap<>();
            asked.rows().forEach(row -> found.put(row.getUUID("product_id"), product(row)));
            return found;
        };
    }

    /** Takes a snapshot unless a later one is there. @param sequence the event's */
    public void put(Tx tx, UUID businessId, Product product, long sequence) {
        tx.send(
                """
                insert into product_copy (business_id, product_id, retailer_id, version, title, price_minor, currency,
                  sale_price_minor, sale_from, sale_to, kind, visible, counted, tax_class, removed, sequence)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, false, $15)
                on conflict (business_id, product_id) do update set retailer_id = excluded.retailer_id,
                  version = excluded.version, title = excluded.title, price_minor = excluded.price_minor,
                  currency = excluded.currency, sale_price_minor = excluded.sale_price_minor,
                  sale_from = excluded.sale_from, sale_to = excluded.sale_to, kind = excluded.kind,
                  visible = excluded.visible, counted = excluded.counted, tax_class = excluded.tax_class, removed = false,
                  sequence = excluded.sequence
                where excluded.sequence > product_copy.sequence""",
                businessId,
                product.productId(),
                product.retailerId(),
                product.version(),
                product.title(),
                product.price().amountMinor(),
                product.price().currency(),
                product.salePrice() == null ? null : product.salePrice().amountMinor(),
                Times.utc(product.saleFrom()),
                Times.utc(product.saleTo()),
                OrderRows.lower(product.kind()),
                product.visible(),
                product.counted(),
                product.taxClass(),
                sequence);
    }

    /** Leaves nothing of a product but that it is removed, as a rebuild from the topic would, unless a later snapshot is there. @param version the catalog's version of the removal */
    public void remove(Tx tx, UUID businessId, UUID productId, long version, long sequence) {
        tx.send(
                """
                insert into product_copy (business_id, product_id, version, visible, counted, removed, sequence)
                values ($1, $2, $3, false, false, true, $4)
                on conflict (business_id, product_id) do update set retailer_id = null, version = excluded.version,
                  title = null, price_minor = null, currency = null, sale_price_minor = null, sale_from = null,
                  sale_to = null, kind = null, visible = false, counted = false, tax_class = null,
                  removed = true, sequence = excluded.sequence
                where excluded.sequence > product_copy.sequence""",
                businessId,
                productId,
                version,
                sequence);
    }

    private static Product product(Row row) {
        String currency = row.getString("currency");
        Long sale = row.getLong("sale_price_minor");
        String kind = row.getString("kind");
        return new Product(
                row.getUUID("product_id"),
                row.getString("retailer_id"),
                row.getLong("version"),
                row.getString("title"),
                currency == null ? null : new Money(row.getLong("price_minor"), currency),
                sale == null ? null : new Money(sale, currency),
                Times.instant(row, "sale_from"),
                Times.instant(row, "sale_to"),
                kind == null ? null : ProductKind.valueOf(OrderRows.upper(kind)),
                row.getBoolean("visible"),
                row.getBoolean("counted"),
                row.getString("tax_class"),
                row.getBoolean("removed"));
    }
}
