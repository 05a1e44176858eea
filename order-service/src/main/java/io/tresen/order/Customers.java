package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who buys, where the shop says so. */
@ApplicationScoped
public class Customers {

    public void put(Tx tx, UUID businessId, UUID orderId, Customer customer) {
        tx.update(
                "update orders set customer = $3 where business_id = $1 and order_id = $2",
                businessId,
                orderId,
                new JsonObject()
                        .put("name", customer.name())
                        .put("email", customer.email())
                        .put("phone", customer.phone()));
    }

    static Customer customer(Row row) {
        JsonObject json = row.getJsonObject("customer");
        return json == null
                ? null
                : new Customer(json.getString("name"), json.getString("email"), json.getString("phone"));
    }
}
