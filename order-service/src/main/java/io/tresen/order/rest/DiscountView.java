package io.tresen.order.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.costs.Discount;
import io.tresen.messaging.Money;
import io.tresen.order.DiscountCode;
import java.time.Instant;

/** A code as its shop sees it. @param uses orders that have it now: not rejected, expired or cancelled */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiscountView(
        String code,
        Money amount,
        Integer ratePpm,
        Instant validFrom,
        Instant validTo,
        Integer maxUses,
        Money minSubtotal,
        int uses,
        long version) {

    static DiscountView of(DiscountCode code) {
        Discount it = code.discount();
        return new DiscountView(
                it.code(),
                it.amountMinor() == null ? null : new Money(it.amountMinor(), code.currency()),
                it.ratePpm(),
                it.from(),
                it.to(),
                code.maxUses(),
                it.minSubtotalMinor() == 0 ? null : new Money(it.minSubtotalMinor(), code.currency()),
                code.uses(),
                code.version());
    }
}
