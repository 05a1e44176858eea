package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the copies of the catalog's facts. Only a higher sequence of the key is taken, so that redeliveries change nothing
 * and a rebuild gets the same rows; nothing but the copy's own table is touched.
 */
@ApplicationScoped
public class ProductCopies {

    private final Texts texts;

    ProductCopies(Texts texts) {
        this.texts = texts;
    }

    /** A product as the catalog tells it; prices in minor units, times of business. */
    public record Snapshot(
            UUID productId,
            UUID businessId,
            String retailerId,
            long version,
            String title,
            String description,
            long priceMinor,
            String currency,
            Long salePriceMinor,
            Instant saleFrom,
            Instant saleTo,
            String category,
            Map<String, String> attributes,
            boolean service,
            boolean visible,
            String imageUrl,
            boolean counted,
            String taxClass) {}

    /** Takes a product's snapshot. */
    public void product(Tx tx, long sequence, Snapshot product) {
        tx.send(
                """
                insert into product_copy as t (product_id, business_id, retailer_id, version, title, description,
                  price_minor, currency, sale_price_minor, sale_from, sale_to, category, attributes, service, visible,
                  image_url, counted, tax_class, sequence)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb, $14, $15, $16, $17, $18,
                  $19)
                on conflict (product_id) do update set retailer_id = excluded.retailer_id, version = excluded.version,
                  title = excluded.title, description = excluded.description, price_minor = excluded.price_minor,
                  currency = excluded.currency, sale_price_minor = excluded.sale_price_minor,
                  sale_from = excluded.sale_from, sale_to = excluded.sale_to, category = excluded.category,
                  attributes = excluded.attributes, service = excluded.service, visible = excluded.visible,
                  removed = false, image_url = excluded.image_url, counted = excluded.counted,
                  tax_class = excluded.tax_class, sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                product.productId(),
                product.businessId(),
                product.retailerId(),
                product.version(),
                product.title(),
                product.description(),
                product.priceMinor(),
                product.currency(),
                product.salePriceMinor(),
                Times.utc(product.saleFrom()),
                Times.utc(product.saleTo()),
                product.category(),
                texts.write(product.attributes()),
                product.service(),
                product.visible(),
                product.imageUrl(),
                product.counted(),
                product.taxClass(),
                sequence);
    }

    /** Marks a product removed; its words stay for the orders that name it. */
    public void productRemoved(Tx tx, long sequence, UUID productId) {
        tx.send(
                "update product_copy set removed = true, sequence = $2 where product_id = $1 and sequence < $2",
                productId,
                sequence);
    }

    /** Takes what is available; null = not counted. */
    public void availability(Tx tx, long sequence, UUID businessId, UUID productId, Long available, long version) {
        tx.send(
                """
                insert into availability_copy as t (product_id, business_id, available, version, sequence)
                values ($1, $2, $3, $4, $5)
                on conflict (product_id) do update set available = excluded.available, version = excluded.version,
                  sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                productId,
                businessId,
                available,
                version,
                sequence);
    }

    /** Takes a collection's snapshot. */
    public void collection(
            Tx tx, long sequence, UUID businessId, UUID id, String slug, String title, List<String> retailerIds) {
        tx.send(
                """
                insert into collection_copy as t (collection_id, business_id, slug, title, retailer_ids, sequence)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (collection_id) do update set slug = excluded.slug, title = excluded.title,
                  retailer_ids = excluded.retailer_ids, removed = false, sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                id,
                businessId,
                slug,
                title,
                retailerIds.toArray(String[]::new),
                sequence);
    }

    /** Marks a collection removed. */
    public void collectionRemoved(Tx tx, long sequence, UUID id) {
        tx.send(
                "update collection_copy set removed = true, sequence = $2 where collection_id = $1 and sequence < $2",
                id,
                sequence);
    }
}
