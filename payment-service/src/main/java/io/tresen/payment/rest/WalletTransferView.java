package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Caller;
import io.tresen.payment.wallet.WalletTransfer;
import java.time.Instant;
import java.util.UUID;

/**
 * A transfer of persons.
 *
 * @param kind {@code send}: the payer began; {@code request}: the payee did
 * @param status {@code requested}, {@code pending}, {@code posted}, {@code declined}, {@code cancelled}, {@code expired}
 * @param toShopperId absent where the business is paid
 * @param paysOrder true for what a shop asks for with an order that it pays, in full; else it stands beside the order
 * @param paymentId the order's payment that it made, once it is posted
 * @param note for its two sides alone: a business sees those that it is a side of
 * @param expiresAt absent once it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WalletTransferView(
        UUID transferId,
        String kind,
        String status,
        UUID fromShopperId,
        UUID toShopperId,
        boolean toBusiness,
        Money amount,
        String note,
        UUID orderId,
        Boolean paysOrder,
        UUID paymentId,
        Instant createdAt,
        Instant expiresAt,
        long version) {

    static WalletTransferView of(WalletTransfer transfer, Caller caller) {
        return new WalletTransferView(
                transfer.id(),
                transfer.kind().word(),
                transfer.status().word(),
                transfer.payerId(),
                transfer.payeeId(),
                transfer.toBusiness(),
                transfer.amount(),
                caller.isShopper() || transfer.toBusiness() ? transfer.note() : null,
                transfer.orderId(),
                transfer.orderId() == null ? null : transfer.paysOrder(),
                transfer.paymentId(),
                transfer.createdAt(),
                transfer.status().isOpen() ? transfer.expiresAt() : null,
                transfer.version());
    }
}
