package io.tresen.catalog;

import io.tresen.messaging.db.Database;
import java.util.List;
import java.util.UUID;

/** Products whose shelf differs from the sums of its movements, or of its reservations. */
final class StockSums {

    private StockSums() {}

    static List<String> differing(Database database, UUID businessId) {
        return database.read(tx -> tx
                .list(
                        """
                        select s.product_id::text as product from stock s
                        where s.business_id = $1 and (
                          s.on_hand <> (select coalesce(sum(on_hand_change), 0) from stock_movement m
                            where m.business_id = s.business_id and m.product_id = s.product_id)
                          or s.reserved <> (select coalesce(sum(reserved_change), 0) from stock_movement m
                            where m.business_id = s.business_id and m.product_id = s.product_id)
                          or s.reserved <> (select coalesce(sum(held), 0) from reservation r
                            where r.business_id = s.business_id and r.product_id = s.product_id and r.counted))""",
                        businessId)
                .stream()
                .map(row -> row.getString("product"))
                .toList());
    }
}
