package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Lookups.Group;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.assistant.Shelf;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the copies of products, availability and collections; {@code kafka} writes them through {@link ProductCopies}. */
@ApplicationScoped
public class Products {

    /** Below this a free text and a product's words have nothing in common; one wrong letter in six leaves 0.43. */
    private static final double ALIKE = 0.4;

    private static final int MOST_FOUND = 100;
    private static final String PRODUCT = "select p.*, p.attributes::text as attribute_text, a.available,"
            + " a.version as availability_version from product_copy p left join availability_copy a"
            + " on a.business_id = p.business_id and a.product_id = p.product_id ";
    private static final String ON_SALE = " p.business_id = $1 and p.visible and not p.removed ";
    private static final String BY_TITLE =
            " and ($2::uuid is null or (p.title, p.product_id) > (select b.title, b.product_id from product_copy b"
                    + " where b.business_id = $1 and b.product_id = $2)) order by p.title, p.product_id limit $3";

    private final Texts texts;

    Products(Texts texts) {
        this.texts = texts;
    }

    /** A product, hidden and removed ones included. */
    public Optional<Product> find(Tx tx, UUID businessId, String retailerId) {
        return tx.one(PRODUCT + "where p.business_id = $1 and p.retailer_id = $2", businessId, retailerId)
                .map(this::product);
    }

    /** Tax classes by retailer id, of those that have one. */
    Map<String, String> taxClasses(Tx tx, UUID businessId, Collection<String> retailerIds) {
        Map<String, String> classes = new TreeMap<>();
        tx.list(
                        "select retailer_id, tax_class from product_copy where business_id = $1 and retailer_id = any($2)"
                                + " and tax_class is not null",
                        businessId,
                        retailerIds.toArray(String[]::new))
                .forEach(row -> classes.put(row.getString("retailer_id"), row.getString("tax_class")));
        return classes;
    }

    /** True when the shop has a visible product. By the titles' order, so that no other shop's million is read. */
    public boolean anyVisible(Tx tx, UUID businessId) {
        return tx.one("select 1 from product_copy p where" + ON_SALE + "order by p.title limit 1", businessId)
                .isPresent();
    }

    /** Visible products of a shelf behind one of them. */
    List<Product> shelf(Tx tx, UUID businessId, Shelf shelf, UUID after, int limit) {
        if (shelf instanceof Shelf.Collection collection) {
            return collection(tx, businessId, collection.slug(), after, limit);
        }
        if (shelf instanceof Shelf.Found found) {
            List<Product> all = search(tx, businessId, found.words());
            int from = 0;
            for (int i = 0; i < all.size(); i++) {
                from = all.get(i).id().equals(after) ? i + 1 : from;
            }
            return all.subList(from, Math.min(all.size(), from + limit));
        }
        if (shelf instanceof Shelf.Category category) {
            String sql = PRODUCT + "where" + ON_SALE + "and left(md5(p.category), 12) = $4" + BY_TITLE;
            return list(tx, sql, businessId, after, limit, category.mark());
        }
        return list(tx, PRODUCT + "where" + ON_SALE + BY_TITLE, businessId, after, limit);
    }

    private List<Product> collection(Tx tx, UUID businessId, String slug, UUID after, int limit) {
        return list(
                tx,
                "with members as (select m.retailer_id, m.n from collection_copy c"
                        + " cross join unnest(c.retailer_ids) with ordinality as m (retailer_id, n)"
                        + " where c.business_id = $1 and c.slug = $4 and not c.removed) "
                        + PRODUCT.replace(
                                "from product_copy p", "from members m join product_copy p using (retailer_id)")
                        + "where" + ON_SALE
                        + "and ($2::uuid is null or m.n > (select o.n from members o join product_copy b"
                        + " using (retailer_id) where b.business_id = $1 and b.product_id = $2)) order by m.n limit $3",
                businessId,
                after,
                limit,
                slug);
    }

    private List<Product> search(Tx tx, UUID businessId, String words) {
        return list(
                tx,
                PRODUCT + "cross join (select websearch_to_tsquery('german', $2) as de,"
                        + " websearch_to_tsquery('english', $2) as en, lower($2) as plain) q where" + ON_SALE
                        + "and (p.search_vector @@ q.de or p.search_vector @@ q.en"
                        + " or word_similarity(q.plain, p.search_words) >= $3)"
                        + " order by (p.search_vector @@ q.de or p.search_vector @@ q.en) desc,"
                        + " word_similarity(q.plain, p.search_words) desc, p.title, p.product_id limit " + MOST_FOUND,
                businessId,
                words,
                ALIKE);
    }

    /** Collections, then categories, of what is on sale. */
    List<Group> groups(Tx tx, UUID businessId) {
        return tx
                .list(
                        "(select 'collection' as kind, c.slug as name, c.title from collection_copy c"
                                + " where c.business_id = $1 and not c.removed and length(c.slug) <= 150 and exists"
                                + " (select 1 from product_copy p where" + ON_SALE
                                + "and p.retailer_id = any(c.retailer_ids)) order by c.title limit 100)"
                                + " union all (select distinct 'category', p.category, p.category from product_copy p where"
                                + ON_SALE + "and p.category <> '' order by p.category limit 100)",
                        businessId)
                .stream()
                .map(Products::group)
                .toList();
    }

    private static Group group(Row row) {
        String title = row.getString("title");
        String last = title.substring(title.lastIndexOf('>') + 1).strip();
        String choice = row.getString("kind") + ':' + row.getString("name");
        return new Group(choice, last.isEmpty() ? title : last, last.equals(title) ? null : title);
    }

    private List<Product> list(Tx tx, String sql, Object... parameters) {
        return tx.list(sql, parameters).stream().map(this::product).toList();
    }

    private Product product(Row row) {
        String currency = row.getString("currency");
        Long sale = row.getLong("sale_price_minor");
        Long availabilityVersion = row.getLong("availability_version");
        Map<String, String> attributes = new TreeMap<>();
        JsonNode node = texts.read(row.getString("attribute_text"), JsonNode.class);
        node.fields()
                .forEachRemaining(
                        field -> attributes.put(field.getKey(), field.getValue().asText()));
        return new Product(
                row.getUUID("product_id"),
                row.getString("retailer_id"),
                row.getString("title"),
                row.getString("description"),
                new Money(row.getLong("price_minor"), currency),
                sale == null ? null : new Money(sale, currency),
                Times.of(row, "sale_from"),
                Times.of(row, "sale_to"),
                attributes,
                row.getBoolean("service"),
                row.getBoolean("visible") && !row.getBoolean("removed"),
                row.getString("image_url"),
                row.getBoolean("counted"),
                row.getLong("available"),
                row.getLong("version"),
                availabilityVersion == null ? 0 : availabilityVersion);
    }
}
