package io.tresen.payment.rest;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.payment.wallet.WalletTransferCommands.Wanted;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a payer sends.
 *
 * @param fromShopperId the caller
 * @param toShopperId a shopper of the same business; absent with {@code to_business: true}
 * @param pin needed once one is set; never kept, logged or answered
 */
public record TransferRequest(
        UUID fromShopperId,
        UUID toShopperId,
        Boolean toBusiness,
        Money amount,
        @Schema(minLength = 1, maxLength = TransferRequest.LONGEST_NOTE) String note,
        String pin) {

    static final int LONGEST_NOTE = 500;

    /** The transfer that is wanted. @param currency the business's. @throws io.tresen.messaging.RejectedException 404 for another's wallet, 422 */
    Wanted wanted(Caller caller, String currency) {
        Fields fields = new Fields();
        if (fields.required("/from_shopper_id", fromShopperId) != null && !fromShopperId.equals(caller.subject())) {
            throw Problem.notFound().exception();
        }
        boolean business = Boolean.TRUE.equals(toBusiness);
        if (business == (toShopperId != null)) {
            fields.add(
                    "/to_shopper_id", business ? "must be absent with to_business" : "is required without to_business");
        }
        Money sent = above0(fields, amount, currency);
        String written = fields.optionalText("/note", note, 1, LONGEST_NOTE);
        fields.check();
        return new Wanted(
                caller.businessId(),
                fromShopperId,
                toShopperId,
                sent,
                written,
                null,
                currency,
                By.shopper(caller.subject()));
    }

    /** An amount of at least one minor unit in the business's currency. */
    static Money above0(Fields fields, Money amount, String currency) {
        Money money = fields.money("/amount", amount, currency);
        if (money != null && money.amountMinor() == 0) {
            fields.add("/amount/amount_minor", "must be above 0");
        }
        return money;
    }

    /** Without the PIN, wherever it may be written. */
    @Override
    public String toString() {
        return "TransferRequest[from " + fromShopperId + "]";
    }
}
