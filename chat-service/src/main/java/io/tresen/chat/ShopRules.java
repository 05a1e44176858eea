package io.tresen.chat;

import io.tresen.chat.assistant.DiscountFacts;
import io.tresen.costs.CostRules;
import io.tresen.costs.Discount;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The copies of what shops ask for beside their prices; order-service decides by its own. */
@ApplicationScoped
public class ShopRules {

    private final Texts texts;

    ShopRules(Texts texts) {
        this.texts = texts;
    }

    /** The rules; {@link CostRules#NONE} for a shop that has set none. */
    CostRules find(Tx tx, UUID businessId) {
        return tx.one("select rules::text as rules from cost_rules_copy where business_id = $1", businessId)
                .map(row -> texts.read(row.getString("rules"), CostRules.class))
                .orElse(CostRules.NONE);
    }

    /** A code that the shop has. @param code in its normal form */
    Optional<DiscountFacts> discount(Tx tx, UUID businessId, String code) {
        return tx.one(
                        "select * from discount_copy where business_id = $1 and code = $2 and not removed",
                        businessId,
                        code)
                .map(row -> new DiscountFacts(
                        new Discount(
                                row.getString("code"),
                                row.getLong("amount_minor"),
                                row.getInteger("rate_ppm"),
                                Times.of(row, "valid_from"),
                                Times.of(row, "valid_to"),
                                row.getLong("min_subtotal_minor")),
                        row.getBoolean("used_up")));
    }

    /** True when the shop has a code. By the codes' order, so that no other shop's are read. */
    boolean hasDiscounts(Tx tx, UUID businessId) {
        return tx.one(
                        "select 1 from discount_copy where business_id = $1 and not removed order by code limit 1",
                        businessId)
                .isPresent();
    }

    /** Takes a snapshot of the rules unless a later one is there. @param sequence the event's */
    public void put(Tx tx, long sequence, UUID businessId, CostRules rules) {
        tx.send(
                """
                insert into cost_rules_copy as t (business_id, rules, sequence) values ($1, $2::text::jsonb, $3)
                on conflict (business_id) do update set rules = excluded.rules, sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                businessId,
                texts.write(rules),
                sequence);
    }

    /** Takes a snapshot of a code, as {@link #put}. */
    public void putDiscount(Tx tx, long sequence, UUID businessId, UUID discountId, Discount discount, boolean usedUp) {
        tx.send(
                """
                insert into discount_copy as t (discount_id, business_id, code, amount_minor, rate_ppm, valid_from, valid_to,
                  min_subtotal_minor, used_up, removed, sequence) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, $10)
                on conflict (discount_id) do update set amount_minor = excluded.amount_minor,
                  rate_ppm = excluded.rate_ppm, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                  min_subtotal_minor = excluded.min_subtotal_minor, used_up = excluded.used_up, code = excluded.code,
                  removed = false, sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                discountId,
                businessId,
                discount.code(),
                discount.amountMinor(),
                discount.ratePpm(),
                Times.utc(discount.from()),
                Times.utc(discount.to()),
                discount.minSubtotalMinor(),
                usedUp,
                sequence);
    }

    /** Leaves nothing of a code but that it is gone, as a rebuild from the topic would. */
    public void removeDiscount(Tx tx, long sequence, UUID businessId, UUID discountId) {
        tx.send(
                """
                insert into discount_copy as t (discount_id, business_id, removed, sequence) values ($1, $2, true, $3)
                on conflict (discount_id) do update set code = null, amount_minor = null, rate_ppm = null,
                  valid_from = null, valid_to = null, min_subtotal_minor = 0, used_up = false, removed = true,
                  sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                discountId,
                businessId,
                sequence);
    }
}
