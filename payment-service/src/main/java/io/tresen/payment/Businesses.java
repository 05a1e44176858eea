package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Copy of the businesses, for the pay page. */
@ApplicationScoped
public class Businesses {

    /**
     * @param country ISO 3166-1 alpha-2
     * @param currency ISO 4217
     * @param language {@code de} or {@code en}
     * @param paymentMethods what its assistant takes; empty while the copy has not been told
     */
    public record Business(
            UUID id,
            String name,
            String handle,
            String country,
            String currency,
            String language,
            Set<PaymentMethod> paymentMethods) {}

    /** Takes a snapshot unless a newer one is here. */
    public void put(Tx tx, Business business, long sequence) {
        tx.send(
                """
                insert into business_copy as t (business_id, name, handle, country, currency, language, sequence,
                  payment_methods)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (business_id) do update set name = excluded.name, handle = excluded.handle,
                  country = excluded.country, currency = excluded.currency, language = excluded.language,
                  payment_methods = excluded.payment_methods, removed = false, sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                business.id(),
                business.name(),
                business.handle(),
                business.country(),
                business.currency(),
                business.language(),
                sequence,
                business.paymentMethods().stream()
                        .map(PaymentMethod::word)
                        .sorted()
                        .toArray(String[]::new));
    }

    /** Empty while the copy has not heard of it. */
    public Optional<Business> find(Tx tx, UUID businessId) {
        return tx.one("select * from business_copy where business_id = $1 and not removed", businessId)
                .map(row -> new Business(
                        businessId,
                        row.getString("name"),
                        row.getString("handle"),
                        row.getString("country"),
                        row.getString("currency"),
                        row.getString("language"),
                        methods(row.getArrayOfStrings("payment_methods"))));
    }

    private static Set<PaymentMethod> methods(String[] words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words).map(PaymentMethod::of).collect(Collectors.toUnmodifiableSet());
    }
}
