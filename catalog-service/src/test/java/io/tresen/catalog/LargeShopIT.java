package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One shop of thousands of products among many of a few. A planner that may not look at the parameters (the generic plan of a
 * statement that is asked often), or has no statistics of the large one yet, takes it for one as small as the others.
 */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class LargeShopIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int SMALL_SHOPS = 1_000;
    private static final int LARGE = 3_000;

    @Inject
    Database database;

    @Inject
    Products products;

    private final UUID business = UUID.randomUUID();

    @Test
    void ofALargeShopABatchReadsItsOwnProductsAloneAndSoDoesWhoWantsOne() {
        database.run(tx -> {
            for (int i = 0; i < SMALL_SHOPS; i += 250) {
                add(
                        tx,
                        IntStream.range(0, 250)
                                .mapToObj(shop -> UUID.randomUUID())
                                .toList(),
                        List.of("tea", "coffee", "cocoa", "mate"));
            }
        });
        database.run(tx -> tx.query("analyze product, stock"));
        database.run(tx -> add(tx, List.of(business), names(LARGE)));
        database.run(tx -> {
            tx.query("set local plan_cache_mode = force_generic_plan");
            long before = read(tx);
            List<PutResult> again = products.put(
                    tx, business, names(50).stream().map(LargeShopIT::put).toList(), null, NOW);
            assertEquals(
                    Collections.nCopies(50, PutResult.Outcome.UNCHANGED),
                    again.stream().map(PutResult::outcome).toList());
            assertTrue(read(tx) - before < 1_000, "rows read: " + (read(tx) - before));
            before = read(tx);
            assertEquals("p-7", products.find(tx, business, "p-7").orElseThrow().retailerId());
            assertEquals(2, read(tx) - before, "of the product and of its stock");
        });
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p-" + i).toList();
    }

    private static ProductPut put(String retailerId) {
        return ProductPut.row(retailerId, Facts.of("Tea"), null);
    }

    /** Written past the store, which would tell everybody of them. */
    private static void add(Tx tx, List<UUID> shops, List<String> retailerIds) {
        UUID[] businesses = shops.stream()
                .flatMap(shop -> retailerIds.stream().map(id -> shop))
                .toArray(UUID[]::new);
        UUID[] ids = shops.stream()
                .flatMap(shop -> retailerIds.stream().map(id -> RetailerId.productId(shop, id)))
                .toArray(UUID[]::new);
        String[] names = shops.stream().flatMap(shop -> retailerIds.stream()).toArray(String[]::new);
        tx.update(
                "insert into stock (business_id, product_id) select * from unnest($1::uuid[], $2::uuid[])",
                businesses,
                ids);
        tx.update(
                """
                insert into product (business_id, product_id, retailer_id, position, version, title, description, currency,
                  price_minor, attributes, kind, visibility, changed_at)
                select b, p, name, n, 1, 'Tea', '', 'EUR', 100, '{}', 'goods', 'visible', $4
                from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as a (b, p, name, n)""",
                businesses,
                ids,
                names,
                StockRows.utc(NOW));
    }

    /** Rows of products and their stock that this transaction has read so far, by whatever way. */
    private static long read(Tx tx) {
        return tx.one("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as n from pg_stat_xact_user_tables"
                        + " where relname in ('product', 'stock')")
                .orElseThrow()
                .getLong("n");
    }
}
