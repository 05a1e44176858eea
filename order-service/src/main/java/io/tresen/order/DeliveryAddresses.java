package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where orders go. The latest counts, the old ones are kept. */
@ApplicationScoped
public class DeliveryAddresses {

    /** @param sequence place in the order's history of the event that brought it. @param at business time */
    public void add(Tx tx, UUID businessId, UUID orderId, int sequence, Address address, Instant at) {
        tx.send(
                """
                insert into delivery_address (business_id, order_id, sequence, name, street, postcode, city, country, state,
                  phone, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                businessId,
                orderId,
                sequence,
                address.name(),
                address.street(),
                address.postcode(),
                address.city(),
                address.country(),
                address.state(),
                address.phone(),
                Times.utc(at));
    }

    /** Where the order goes now; empty for services without one. */
    public Optional<Address> current(Tx tx, UUID businessId, UUID orderId) {
        return tx.one(
                        """
                        select * from delivery_address where business_id = $1 and order_id = $2
                        order by sequence desc limit 1""",
                        businessId,
                        orderId)
                .map(DeliveryAddresses::address);
    }

    static Address address(Row row) {
        return new Address(
                row.getString("name"),
                row.getString("street"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("country"),
                row.getString("state"),
                row.getString("phone"));
    }
}
