package io.tresen.order;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** This service's own copy of the shops. */
@ApplicationScoped
public class Businesses {

    public Optional<Business> find(Tx tx, UUID businessId) {
        return ask(tx, businessId).get();
    }

    /** As {@link #find}, sent and not waited for yet. */
    public Supplier<Optional<Business>> ask(Tx tx, UUID businessId) {
        Asked asked = tx.ask("select * from business_copy where business_id = $1", businessId);
        return () -> asked.one()
                .map(row -> new Business(
                        businessId,
                        row.getString("name"),
                        row.getString("country"),
                        row.getString("currency"),
                        row.getString("language"),
                        Arrays.stream(row.getArrayOfStrings("payment_methods"))
                                .map(word -> PaymentMethod.valueOf(OrderRows.upper(word)))
                                .collect(Collectors.toSet())));
    }

    /** Takes a snapshot unless a later one is there. */
    public void put(Tx tx, Business business, long sequence) {
        tx.send(
                """
                insert into business_copy (business_id, country, currency, payment_methods, name, language, sequence)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (business_id) do update set country = excluded.country, currency = excluded.currency,
                  payment_methods = excluded.payment_methods, name = excluded.name, language = excluded.language,
                  sequence = excluded.sequence
                where excluded.sequence > business_copy.sequence""",
                business.businessId(),
                business.country(),
                business.currency(),
                business.paymentMethods().stream()
                        .map(OrderRows::lower)
                        .sorted()
                        .toArray(String[]::new),
                business.name(),
                business.language(),
                sequence);
    }
}
