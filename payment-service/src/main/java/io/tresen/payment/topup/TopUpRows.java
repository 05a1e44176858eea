package io.tresen.payment.topup;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Attention;
import io.tresen.payment.Parts;
import io.tresen.payment.PaymentRows;
import io.tresen.payment.Refund;
import io.tresen.payment.RefundReason;
import io.tresen.payment.RefundState;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/** Rows of top_up, read. */
final class TopUpRows {

    private TopUpRows() {}

    static TopUp topUp(Row row) {
        String attention = row.getString("attention_code");
        return new TopUp(
                row.getUUID("top_up_id"),
                row.getUUID("business_id"),
                row.getUUID("shopper_id"),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("pay_token"),
                row.getUUID("retry_of"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                PaymentRows.instant(row, "created_at"),
                PaymentRows.instant(row, "pay_by"),
                row.getString("withdrawn"),
                PaymentRows.state(row),
                row.getString("provider_ref"),
                attention == null ? null : new Attention(attention, PaymentRows.instant(row, "attention_at")),
                refund(row));
    }

    private static Refund refund(Row row) {
        int n = row.getInteger("refund_n");
        UUID topUpId = row.getUUID("top_up_id");
        return n == 0
                ? null
                : new Refund(
                        Refund.id(topUpId, n),
                        topUpId,
                        n,
                        new Money(row.getLong("taken_minor"), row.getString("taken_currency")),
                        RefundReason.LATE_MONEY,
                        RefundState.of(row.getString("refund_state")),
                        row.getString("refund_ref"),
                        row.getString("refund_code"),
                        null,
                        By.SYSTEM,
                        Parts.NONE);
    }
}
