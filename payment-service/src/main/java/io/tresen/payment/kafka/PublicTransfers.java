package io.tresen.payment.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.contracts.payment.v1.TransferExpired;
import io.tresen.contracts.payment.v1.TransferPending;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.contracts.payment.v1.TransferRefused;
import io.tresen.contracts.payment.v1.TransferRequested;
import io.tresen.contracts.payment.v1.TransferVoided;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.payment.wallet.TransferAsk;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransferEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/** Maps transfers to the records of {@code payment.transfer.v1}. Notes stay here. */
@ApplicationScoped
public class PublicTransfers implements WalletTransferEvents {

    private final Outbox outbox;

    PublicTransfers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void changed(Tx tx, WalletTransfer transfer, Instant at, Event cause) {
        SpecificRecordBase record = common(record(transfer), transfer, at);
        outbox.add(
                tx,
                Outgoing.of(Topics.PAYMENT_TRANSFER, transfer.id(), transfer.businessId(), record)
                        .causedBy(cause));
    }

    @Override
    public void refused(Tx tx, TransferAsk ask, String code, long version, Instant at, Event cause) {
        TransferRefused record = TransferRefused.newBuilder()
                .setTransferId(ask.transferId())
                .setBusinessId(ask.businessId())
                .setOccurredAt(at)
                .setConversationId(ask.conversationId())
                .setShopperId(ask.shopperId())
                .setCode(code)
                .setVersion(version)
                .build();
        outbox.add(
                tx,
                Outgoing.of(Topics.PAYMENT_TRANSFER, ask.transferId(), ask.businessId(), record)
                        .causedBy(cause));
    }

    private static SpecificRecordBase record(WalletTransfer transfer) {
        return switch (transfer.status()) {
            case REQUESTED -> with(new TransferRequested(), "expires_at", transfer.expiresAt());
            case PENDING -> with(new TransferPending(), "expires_at", transfer.expiresAt());
            case POSTED -> with(new TransferPosted(), "payment_id", transfer.paymentId());
            case DECLINED, CANCELLED ->
                with(
                        with(new TransferVoided(), "reason", transfer.status().word()),
                        "by_payer",
                        transfer.endedByPayer());
            case EXPIRED -> new TransferExpired();
            case REFUSED -> throw new IllegalArgumentException("Who asked is told of a refusal");
        };
    }

    /** The fields that all of them have. */
    private static SpecificRecordBase common(SpecificRecordBase record, WalletTransfer transfer, Instant at) {
        with(record, "transfer_id", transfer.id());
        with(record, "business_id", transfer.businessId());
        with(record, "occurred_at", at);
        with(record, "kind", TransferKind.valueOf(transfer.kind().name()));
        with(record, "payer_shopper_id", transfer.payerId());
        with(record, "payee_shopper_id", transfer.payeeId());
        with(
                record,
                "amount",
                new Money(transfer.amount().amountMinor(), transfer.amount().currency()));
        with(record, "version", transfer.version());
        return with(record, "conversation_id", transfer.conversationId());
    }

    /** Sets a field by its name in the schema: the generated classes share nothing but that. */
    private static SpecificRecordBase with(SpecificRecordBase record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }
}
