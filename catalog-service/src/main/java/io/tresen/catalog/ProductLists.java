package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Lists and searches products. The order is that of a product's first appearance, which never changes, so a reader sees
 * every product exactly once however many are added or changed meanwhile.
 *
 * <p>Words are looked for with PostgreSQL's full text search in German and English; only where that finds nothing at all
 * are words taken as misspelt and compared by their trigrams. A list stays in the way of its first page.
 */
@ApplicationScoped
public class ProductLists {

    /** How alike a misspelt word must be to some part of the text, 0 to 1. */
    private static final double ALIKE = 0.4;

    private static final int WORDS = 8;

    private static final String PRICE =
            """
            case when p.sale_price_minor is not null and (p.sale_price_from is null or p.sale_price_from <= $2)
              and (p.sale_price_to is null or $2 < p.sale_price_to) then p.sale_price_minor else p.price_minor end""";

    private static final String FILTER =
            " from product p join stock s on s.business_id = p.business_id and s.product_id = p.product_id"
                    + " where p.business_id = $1 and not p.removed and ($3 = false or p.visibility = 'visible')"
                    + " and ($4::text is null or p.category = $4 or starts_with(p.category, $4 || ' > '))"
                    + " and ($5::bigint is null or " + PRICE + " >= $5)"
                    + " and ($6::bigint is null or " + PRICE + " <= $6)"
                    + """
                     and ($7::text is null or p.retailer_id = any (array(
                      select unnest(c.retailer_ids) from product_collection c
                      where c.business_id = $1 and c.slug = $7 and not c.removed)))
                    """;

    private static final String BY_WORDS =
            """
             and p.search @@ (websearch_to_tsquery('german', catalog_fold($8))
              || websearch_to_tsquery('english', catalog_fold($8)) || websearch_to_tsquery('simple', catalog_fold($8)))
            """;

    /** A page's products and whether words were taken as misspelt. */
    public record Found(List<Product> products, boolean misspelt) {}

    /** Where a list goes on: behind that place, in that way. */
    public record After(long position, boolean misspelt) {}

    /** The first page, or the one after. @param limit the most products */
    public Found page(Tx tx, UUID businessId, ProductQuery query, After after, int limit) {
        if (query.words() == null || query.words().isBlank()) {
            return new Found(read(tx, businessId, query, "", List.of(), after, limit), false);
        }
        if (after != null && after.misspelt()) {
            return new Found(alike(tx, businessId, query, after, limit), true);
        }
        List<Product> exact = read(tx, businessId, query, BY_WORDS, List.of(query.words()), after, limit);
        return exact.isEmpty() && after == null
                ? new Found(alike(tx, businessId, query, null, limit), true)
                : new Found(exact, false);
    }

    /** Each word must be like some part of the title, id, brand or category. */
    private static List<Product> alike(Tx tx, UUID businessId, ProductQuery query, After after, int limit) {
        tx.query("select set_config('pg_trgm.word_similarity_threshold', $1, true)", Double.toString(ALIKE));
        List<String> words =
                Arrays.stream(query.words().trim().split("\\s+")).limit(WORDS).toList();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            conditions.add(" and catalog_fold($" + (8 + i) + "::text) <% p.search_text");
        }
        return read(tx, businessId, query, String.join("", conditions), words, after, limit);
    }

    private static List<Product> read(
            Tx tx, UUID businessId, ProductQuery query, String words, List<String> extra, After after, int limit) {
        List<Object> parameters = new ArrayList<>(Arrays.asList(
                businessId,
                StockRows.utc(query.at()),
                query.visibleOnly(),
                query.category(),
                query.minPrice(),
                query.maxPrice(),
                query.collection()));
        parameters.addAll(extra);
        int next = parameters.size();
        parameters.add(after == null ? 0L : after.position());
        parameters.add((long) limit);
        String sql = "select " + ProductRows.COLUMNS + FILTER + words + " and p.position > $" + (next + 1)
                + " order by p.position limit $" + (next + 2);
        return ProductRows.read(tx, sql, parameters.toArray());
    }
}
