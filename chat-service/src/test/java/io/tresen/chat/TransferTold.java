package io.tresen.chat;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.contracts.payment.v1.TransferExpired;
import io.tresen.contracts.payment.v1.TransferPending;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.contracts.payment.v1.TransferRefused;
import io.tresen.contracts.payment.v1.TransferRequested;
import io.tresen.contracts.payment.v1.TransferVoided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** A transfer as payment-service tells of it; remembers what it told, for redeliveries. */
final class TransferTold {

    private record Told(SpecificRecord value, Map<String, String> headers) {}

    final UUID id;
    private final Neighbours neighbours;
    private final UUID businessId;
    private final TransferKind kind;
    private final Talker payer;
    private final Talker payee;
    private final UUID conversationId;
    private final List<Told> told = new ArrayList<>();
    private long version;

    /** @param payee null for the shop. @param byRest true where it began in no conversation */
    TransferTold(
            Neighbours neighbours, Api shop, UUID id, TransferKind kind, Talker payer, Talker payee, boolean byRest) {
        this.neighbours = neighbours;
        this.businessId = shop.businessId();
        this.id = id;
        this.kind = kind;
        this.payer = payer;
        this.payee = payee;
        Talker began = kind == TransferKind.SEND ? payer : payee;
        this.conversationId = byRest || began == null ? null : began.conversationId();
    }

    private UUID payeeId() {
        return payee == null ? null : payee.shopperId();
    }

    private TransferTold tell(SpecificRecord value) {
        told.add(new Told(value, neighbours.publish(Topics.PAYMENT_TRANSFER, id, businessId, value)));
        return this;
    }

    /** Everything once more, with the same ids. */
    TransferTold allAgain() {
        told.forEach(it -> neighbours.publish(Topics.PAYMENT_TRANSFER, id, it.value(), it.headers()));
        return this;
    }

    TransferTold requested(long minor) {
        return tell(TransferRequested.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setKind(kind)
                .setPayerShopperId(payer.shopperId())
                .setPayeeShopperId(payeeId())
                .setAmount(Neighbours.money(minor))
                .setVersion(++version)
                .setConversationId(conversationId)
                .setExpiresAt(Instant.now().plusSeconds(1_000))
                .build());
    }

    TransferTold pending(long minor) {
        return tell(TransferPending.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setKind(kind)
                .setPayerShopperId(payer.shopperId())
                .setPayeeShopperId(payeeId())
                .setAmount(Neighbours.money(minor))
                .setVersion(++version)
                .setConversationId(conversationId)
                .setExpiresAt(Instant.now().plusSeconds(1_000))
                .build());
    }

    TransferTold posted(long minor) {
        return posted(minor, null);
    }

    /** @param payment of an order, which it made; null for money beside all orders */
    TransferTold posted(long minor, UUID payment) {
        return tell(TransferPosted.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setKind(kind)
                .setPayerShopperId(payer.shopperId())
                .setPayeeShopperId(payeeId())
                .setAmount(Neighbours.money(minor))
                .setVersion(++version)
                .setConversationId(conversationId)
                .setPaymentId(payment)
                .build());
    }

    TransferTold voided(long minor, String reason, boolean byPayer) {
        return tell(TransferVoided.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setKind(kind)
                .setPayerShopperId(payer.shopperId())
                .setPayeeShopperId(payeeId())
                .setAmount(Neighbours.money(minor))
                .setVersion(++version)
                .setConversationId(conversationId)
                .setReason(reason)
                .setByPayer(byPayer)
                .build());
    }

    TransferTold expired(long minor) {
        return tell(TransferExpired.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setKind(kind)
                .setPayerShopperId(payer.shopperId())
                .setPayeeShopperId(payeeId())
                .setAmount(Neighbours.money(minor))
                .setVersion(++version)
                .setConversationId(conversationId)
                .build());
    }

    TransferTold refused(Talker asker, String code) {
        return tell(TransferRefused.newBuilder()
                .setTransferId(id)
                .setBusinessId(businessId)
                .setOccurredAt(Instant.now())
                .setConversationId(asker.conversationId())
                .setShopperId(asker.shopperId())
                .setCode(code)
                .build());
    }
}
