package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Rows of the table of transfers, read and taken apart. */
final class WalletTransferRows {

    private WalletTransferRows() {}

    static WalletTransfer transfer(Row row) {
        Long amount = row.getLong("amount_minor");
        return new WalletTransfer(
                row.getUUID("transfer_id"),
                row.getUUID("business_id"),
                WalletTransfer.Kind.of(row.getString("kind")),
                row.getUUID("payer_id"),
                row.getUUID("payee_id"),
                amount == null ? null : new Money(amount, row.getString("currency")),
                row.getString("note"),
                row.getUUID("order_id"),
                row.getBoolean("pays_order"),
                row.getUUID("payment_id"),
                row.getUUID("conversation_id"),
                WalletTransferStatus.of(row.getString("status")),
                row.getString("code"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                instant(row, "created_at"),
                instant(row, "authorised_at"),
                instant(row, "expires_at"),
                row.getLong("version"));
    }

    static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
