package io.tresen.order.rest;

import io.tresen.costs.Discount;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code's terms as a business sends them: an amount or a rate, and what bounds it.
 *
 * @param ratePpm millionths of the subtotal: 100000 is 10 %
 * @param validFrom business time; left out = already
 * @param validTo business time, exclusive; left out = open
 * @param maxUses orders that can have it at a time; left out = any number
 * @param minSubtotal from which subtotal on; left out = any
 */
public record DiscountBody(
        Money amount,
        @Schema(minimum = "1", maximum = "" + DiscountBody.MOST_PPM) Integer ratePpm,
        Instant validFrom,
        Instant validTo,
        @Schema(minimum = "1", maximum = "" + DiscountBody.MOST_USES) Integer maxUses,
        Money minSubtotal) {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_-]{1,40}");
    static final int MOST_PPM = 1_000_000;
    static final int MOST_USES = 1_000_000_000;

    /** The path's code in its normal form. @throws io.tresen.messaging.RejectedException 400 for what can be none */
    static String code(String path) {
        String code = Discount.normal(path);
        if (!CODE.matcher(code).matches()) {
            throw Problem.parameter("code", "must have 1 to 40 of A-Z, 0-9, _ and -")
                    .exception();
        }
        return code;
    }

    /** @throws io.tresen.messaging.RejectedException 422 with every fault of the fields */
    Discount discount(String code, String currency) {
        Fields fields = new Fields();
        fields.optionalMoney("/amount", amount, currency);
        fields.optionalInteger("/rate_ppm", ratePpm, 1, MOST_PPM);
        fields.optionalInteger("/max_uses", maxUses, 1, MOST_USES);
        fields.optionalMoney("/min_subtotal", minSubtotal, currency);
        if ((amount == null) == (ratePpm == null)) {
            fields.add("", "must have either amount or rate_ppm");
        }
        if (amount != null && amount.amountMinor() == 0) {
            fields.add("/amount/amount_minor", "must be above 0");
        }
        if (validFrom != null && validTo != null && !validTo.isAfter(validFrom)) {
            fields.add("/valid_to", "must be after valid_from");
        }
        fields.check();
        return new Discount(
                code,
                amount == null ? null : amount.amountMinor(),
                ratePpm,
                validFrom,
                validTo,
                minSubtotal == null ? 0 : minSubtotal.amountMinor());
    }
}
