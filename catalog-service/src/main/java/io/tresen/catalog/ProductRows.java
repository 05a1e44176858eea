package io.tresen.catalog;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The product table: reads rows, writes many of them by one statement. */
final class ProductRows {

    /** Everything of a product p and its shelf s. */
    static final String COLUMNS =
            """
            p.business_id, p.product_id, p.retailer_id, p.position, p.version, p.removed, p.title, p.description,
            p.currency, p.price_minor, p.sale_price_minor, p.sale_price_from, p.sale_price_to, p.brand, p.category,
            p.item_group_id, p.attributes, p.kind, p.visibility, p.image_url, p.tax_class, p.changed_at,
            s.on_hand, s.reserved, s.counted, s.availability_version, s.imported, s.imported_on_hand,
            s.counted_since
            """;

    private static final String WRITE =
            """
            insert into product (business_id, product_id, retailer_id, position, version, removed, title, description,
              currency, price_minor, sale_price_minor, sale_price_from, sale_price_to, brand, category, item_group_id,
              attributes, kind, visibility, image_url, tax_class, changed_at)
            select business_id, product_id, retailer_id, position, version, removed, title, description,
              currency, price_minor, sale_price_minor, sale_price_from, sale_price_to, brand, category, item_group_id,
              attributes, kind, visibility, image_url, tax_class, changed_at
            from jsonb_to_recordset($1::jsonb) as n (business_id uuid, product_id uuid, retailer_id text,
              position bigint, version bigint, removed boolean, title text, description text, currency text,
              price_minor bigint, sale_price_minor bigint, sale_price_from timestamptz, sale_price_to timestamptz,
              brand text, category text, item_group_id text, attributes jsonb, kind text, visibility text,
              image_url text, tax_class text, changed_at timestamptz)
            order by product_id
            on conflict (business_id, product_id) do update set
              version = excluded.version, removed = excluded.removed, title = excluded.title,
              description = excluded.description, currency = excluded.currency, price_minor = excluded.price_minor,
              sale_price_minor = excluded.sale_price_minor, sale_price_from = excluded.sale_price_from,
              sale_price_to = excluded.sale_price_to, brand = excluded.brand, category = excluded.category,
              item_group_id = excluded.item_group_id, attributes = excluded.attributes, kind = excluded.kind,
              visibility = excluded.visibility, image_url = excluded.image_url, tax_class = excluded.tax_class,
              changed_at = excluded.changed_at""";

    private ProductRows() {}

    static Product product(Row row) {
        return new Product(
                row.getUUID("business_id"),
                row.getUUID("product_id"),
                row.getString("retailer_id"),
                row.getLong("position"),
                row.getLong("version"),
                row.getBoolean("removed"),
                facts(row),
                StockRows.shelf(row),
                StockRows.instant(row, "changed_at"));
    }

    private static ProductFacts facts(Row row) {
        Long salePrice = row.getLong("sale_price_minor");
        return new ProductFacts(
                row.getString("title"),
                row.getString("description"),
                new Money(row.getLong("price_minor"), row.getString("currency")),
                salePrice == null
                        ? null
                        : new Sale(
                                salePrice,
                                StockRows.instant(row, "sale_price_from"),
                                StockRows.instant(row, "sale_price_to")),
                row.getString("brand"),
                row.getString("category"),
                row.getString("item_group_id"),
                attributes((JsonObject) row.getValue("attributes")),
                Words.read(ProductKind.class, row.getString("kind")),
                Words.read(Visibility.class, row.getString("visibility")),
                row.getString("image_url"),
                row.getString("tax_class"));
    }

    private static SortedMap<String, String> attributes(JsonObject json) {
        TreeMap<String, String> attributes = new TreeMap<>();
        json.forEach(entry -> attributes.put(entry.getKey(), (String) entry.getValue()));
        return Collections.unmodifiableSortedMap(attributes);
    }

    static void save(Tx tx, Collection<Product> products) {
        if (!products.isEmpty()) {
            JsonArray rows = new JsonArray();
            products.forEach(product -> rows.add(json(product)));
            tx.send(WRITE, rows);
        }
    }

    private static JsonObject json(Product product) {
        ProductFacts facts = product.facts();
        Sale sale = facts.sale();
        JsonObject attributes = new JsonObject();
        facts.attributes().forEach(attributes::put);
        return new JsonObject()
                .put("business_id", product.businessId().toString())
                .put("product_id", product.productId().toString())
                .put("retailer_id", product.retailerId())
                .put("position", product.position())
                .put("version", product.version())
                .put("removed", product.removed())
                .put("title", facts.title())
                .put("description", facts.description())
                .put("currency", facts.price().currency())
                .put("price_minor", facts.price().amountMinor())
                .put("sale_price_minor", sale == null ? null : sale.priceMinor())
                .put("sale_price_from", sale == null ? null : text(sale.from()))
                .put("sale_price_to", sale == null ? null : text(sale.to()))
                .put("brand", facts.brand())
                .put("category", facts.category())
                .put("item_group_id", facts.itemGroupId())
                .put("attributes", attributes)
                .put("kind", Words.of(facts.kind()))
                .put("visibility", Words.of(facts.visibility()))
                .put("image_url", facts.imageUrl())
                .put("tax_class", facts.taxClass())
                .put("changed_at", text(product.changedAt()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    static List<Product> read(Tx tx, String sql, Object... parameters) {
        return tx.list(sql, parameters).stream().map(ProductRows::product).toList();
    }
}
