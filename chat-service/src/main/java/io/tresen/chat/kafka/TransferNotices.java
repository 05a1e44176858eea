package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ToldTransfer;
import io.tresen.chat.TopUpTelling;
import io.tresen.chat.TransferTelling;
import io.tresen.chat.assistant.TransferFacts.State;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.contracts.payment.v1.TopUpRefundFailed;
import io.tresen.contracts.payment.v1.TopUpRefunded;
import io.tresen.contracts.payment.v1.TopUpSucceeded;
import io.tresen.contracts.payment.v1.TransferExpired;
import io.tresen.contracts.payment.v1.TransferPending;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.contracts.payment.v1.TransferRefused;
import io.tresen.contracts.payment.v1.TransferRequested;
import io.tresen.contracts.payment.v1.TransferVoided;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to transfers between persons is told to both, and of top-ups to their shopper, once per event. */
@ApplicationScoped
public class TransferNotices {

    private final EventProcess process;

    TransferNotices(Consumers consumers, TransferTelling telling, TopUpTelling topUps, BusinessClock clock) {
        process = consumers
                .process("chat.transfer-notices", Topics.PAYMENT_TRANSFER)
                .on(TransferRequested.class, (tx, event, it) -> telling.requested(tx, clock.now(), event, told(it)))
                .on(TransferPending.class, (tx, event, it) -> telling.pending(tx, clock.now(), event, told(it)))
                .on(TransferPosted.class, (tx, event, it) -> {
                    if (it.getPaymentId() == null) {
                        telling.ended(tx, clock.now(), event, told(it), State.POSTED);
                    } else {
                        telling.paidOrder(tx, clock.now(), event, told(it));
                    }
                })
                .on(TransferVoided.class, (tx, event, it) -> {
                    State end = it.getReason().equals("declined") ? State.DECLINED : State.CANCELLED;
                    telling.ended(tx, clock.now(), event, told(it), end);
                })
                .on(
                        TransferExpired.class,
                        (tx, event, it) -> telling.ended(tx, clock.now(), event, told(it), State.EXPIRED))
                .on(
                        TransferRefused.class,
                        (tx, event, it) -> telling.refused(
                                tx, clock.now(), event, it.getConversationId(), it.getTransferId(), it.getCode()))
                .on(
                        TopUpSucceeded.class,
                        (tx, event, it) ->
                                topUps.succeeded(tx, clock.now(), event, it.getShopperId(), Amounts.of(it.getAmount())))
                .on(
                        TopUpRefunded.class,
                        (tx, event, it) ->
                                topUps.refunded(tx, clock.now(), event, it.getShopperId(), Amounts.of(it.getAmount())))
                .on(
                        TopUpRefundFailed.class,
                        (tx, event, it) -> topUps.refundFailed(
                                tx, clock.now(), event, it.getShopperId(), Amounts.of(it.getAmount())))
                .open();
    }

    @Incoming("transfer-notices")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** What all of them begin with. A kind that this version does not know is no request. */
    private static ToldTransfer told(SpecificRecord it) {
        return new ToldTransfer(
                (UUID) field(it, "transfer_id"),
                field(it, "kind") == TransferKind.REQUEST
                        ? io.tresen.chat.assistant.TransferKind.REQUEST
                        : io.tresen.chat.assistant.TransferKind.SEND,
                (UUID) field(it, "payer_shopper_id"),
                (UUID) field(it, "payee_shopper_id"),
                Amounts.of((Money) field(it, "amount")),
                (Long) field(it, "version"),
                (UUID) field(it, "conversation_id"));
    }

    private static Object field(SpecificRecord record, String name) {
        return record.get(record.getSchema().getField(name).pos());
    }
}
