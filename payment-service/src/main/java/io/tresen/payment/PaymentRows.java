package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Rows of the payment tables and of top-ups, read and taken apart. */
public final class PaymentRows {

    private PaymentRows() {}

    static PaymentOrder order(Row row) {
        String wanted = row.getString("refund_wanted");
        return new PaymentOrder(
                row.getUUID("order_id"),
                row.getUUID("business_id"),
                row.getString("order_no"),
                row.getUUID("shopper_id"),
                row.getUUID("conversation_id"),
                PaymentMethod.of(row.getString("method")),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                Parts.of(row.getLong("tax_minor"), row.getLong("shipping_minor"), row.getLong("discount_minor")),
                row.getString("pay_token"),
                instant(row, "pay_by"),
                row.getString("withdrawn"),
                row.getBoolean("collection_open"),
                wanted == null ? null : RefundReason.valueOf(wanted),
                row.getBoolean("all_asked"));
    }

    static Payment payment(Row row) {
        String attention = row.getString("attention_code");
        return new Payment(
                row.getUUID("payment_id"),
                row.getInteger("attempt"),
                PaymentMethod.of(row.getString("paid_with")),
                state(row),
                row.getInteger("refund_count"),
                row.getString("provider_ref"),
                attention == null ? null : new Attention(attention, instant(row, "attention_at")),
                new Fee(row.getLong("fee_minor"), row.getString("fee_rule")));
    }

    /** What the columns of a state hold. */
    public static PaymentState state(Row row) {
        String code = row.getString("code");
        return switch (row.getString("state")) {
            case "open" -> new Open();
            case "confirming" -> new Confirming();
            case "waiting" -> new Waiting(row.getString("redirect_url"));
            case "unknown" -> new Unknown();
            case "captured" -> new Captured(taken(row), row.getBoolean("late"));
            case "held" -> new Held(taken(row), code);
            case "failed" -> new Failed(code);
            case "cancelled" -> new Cancelled(code);
            default -> throw new IllegalStateException("No such state of a payment: " + row.getString("state"));
        };
    }

    static Refund refund(Row row) {
        return new Refund(
                row.getUUID("refund_id"),
                row.getUUID("payment_id"),
                row.getInteger("n"),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                RefundReason.valueOf(row.getString("reason")),
                RefundState.of(row.getString("state")),
                row.getString("provider_ref"),
                row.getString("code"),
                row.getString("note"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                new Parts(
                        row.getLong("tax_minor"),
                        row.getLong("shipping_minor"),
                        row.getLong("discount_minor"),
                        row.getLong("fee_minor")));
    }

    /** The word of the state's column: the record's name. */
    public static String word(PaymentState state) {
        return state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** The reason that goes with the state; null for none. */
    public static String code(PaymentState state) {
        if (state instanceof Failed failed) {
            return failed.code();
        }
        if (state instanceof Cancelled cancelled) {
            return cancelled.reason();
        }
        return state instanceof Held held ? held.code() : null;
    }

    /** Whether it is captured and came too late. */
    public static boolean late(PaymentState state) {
        return state instanceof Captured captured && captured.late();
    }

    /** For a column. */
    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Of a column; null for none. */
    public static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Money taken(Row row) {
        return new Money(row.getLong("taken_minor"), row.getString("taken_currency"));
    }
}
