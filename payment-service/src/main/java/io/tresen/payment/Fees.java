package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.Decision.Act;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Table fee_rule. The database itself refuses every change but an end. */
@ApplicationScoped
public class Fees {

    /** The decision with the fee of the rule in force on what it captures in time. */
    Act charge(Tx tx, OrderPayments before, Act act, Instant at) {
        return FeeRules.charge(before, act, () -> inForce(tx, act.next().order(), at), at);
    }

    private static List<FeeRule> inForce(Tx tx, PaymentOrder order, Instant at) {
        return tx
                .list(
                        """
                        select * from fee_rule where valid_from <= $1 and (valid_to is null or valid_to > $1)
                          and (business_id is null or business_id = $2)""",
                        PaymentRows.time(at),
                        order.businessId())
                .stream()
                .map(Fees::rule)
                .toList();
    }

    /**
     * Rules that touch or touched or will touch a business, the newest first.
     *
     * @param currency the business's; null: of all currencies
     * @param beforeFrom with {@code afterName}, where the list goes on; null at its beginning
     */
    public List<FeeRule> of(Tx tx, UUID businessId, String currency, Instant beforeFrom, String afterName, int limit) {
        return tx
                .list(
                        """
                        select * from fee_rule where (business_id is null or business_id = $1)
                          and ($2::text is null or currency is null or currency = $2)
                          and ($3::timestamptz is null or valid_from < $3 or valid_from = $3 and name > $4)
                        order by valid_from desc, name limit $5""",
                        businessId,
                        currency,
                        PaymentRows.time(beforeFrom),
                        afterName,
                        limit)
                .stream()
                .map(Fees::rule)
                .toList();
    }

    List<FeeRule> all(Tx tx) {
        return tx.list("select * from fee_rule order by name").stream()
                .map(Fees::rule)
                .toList();
    }

    /** Stores a new rule, or the end of one that is there. */
    void put(Tx tx, FeeRule rule) {
        tx.update(
                """
                insert into fee_rule (name, business_id, method, currency, rate_ppm, fixed_minor, minimum_minor, valid_from,
                  valid_to)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name) do update set valid_to = excluded.valid_to""",
                rule.name(),
                rule.businessId(),
                rule.method() == null ? null : rule.method().word(),
                rule.currency(),
                rule.ratePpm(),
                rule.fixedMinor(),
                rule.minimumMinor(),
                PaymentRows.time(rule.validFrom()),
                PaymentRows.time(rule.validTo()));
    }

    private static FeeRule rule(Row row) {
        String method = row.getString("method");
        return new FeeRule(
                row.getString("name"),
                row.getUUID("business_id"),
                method == null ? null : PaymentMethod.of(method),
                row.getString("currency"),
                row.getInteger("rate_ppm"),
                row.getLong("fixed_minor"),
                row.getLong("minimum_minor"),
                PaymentRows.instant(row, "valid_from"),
                PaymentRows.instant(row, "valid_to"));
    }
}
