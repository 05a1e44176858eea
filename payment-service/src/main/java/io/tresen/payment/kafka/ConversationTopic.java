package io.tresen.payment.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TransferAnswered;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.messaging.Money;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.payment.wallet.TransferAsk;
import io.tresen.payment.wallet.TransferAsk.What;
import io.tresen.payment.wallet.TransferAsks;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what shoppers ask for in their chats; it is decided one by one, outside the poll's transaction. */
@ApplicationScoped
public class ConversationTopic {

    private final EventProcess process;

    ConversationTopic(
            Consumers consumers,
            TransferAsks asks,
            @ConfigProperty(name = "tresen.payment.transfer-waits", defaultValue = "30s") Duration patience) {
        process = consumers
                .process("payment.conversation", Topics.CHAT_CONVERSATION)
                .on(TransferSubmitted.class, (tx, event, value) -> asks.add(tx, submitted(value), event, patience))
                .on(TransferAnswered.class, (tx, event, value) -> asks.add(tx, answered(value), event, patience))
                .open();
    }

    /** Takes a poll. */
    @Incoming("chat-conversation")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private static TransferAsk submitted(TransferSubmitted value) {
        return new TransferAsk(
                value.getBusinessId(),
                value.getTransferId(),
                value.getConversationId(),
                value.getShopperId(),
                What.SUBMIT,
                kind(value.getKind()),
                value.getCounterpartShopperId(),
                amount(value));
    }

    private static TransferAsk answered(TransferAnswered value) {
        return new TransferAsk(
                value.getBusinessId(),
                value.getTransferId(),
                value.getConversationId(),
                value.getShopperId(),
                what(value.getAnswer()),
                null,
                null,
                null);
    }

    /** What is no amount is refused as such: the chat is told, and its other transfers go on. */
    private static Money amount(TransferSubmitted value) {
        try {
            return new Money(
                    value.getAmount().getAmountMinor(), value.getAmount().getCurrency());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Kind kind(TransferKind kind) {
        return switch (kind) {
            case SEND -> Kind.SEND;
            case REQUEST -> Kind.REQUEST;
            case UNKNOWN -> throw new RecordFault("unknown-kind", "a kind of transfer that this version does not know");
        };
    }

    private static What what(TransferAnswer answer) {
        return switch (answer) {
            case ACCEPTED -> What.ACCEPT;
            case DECLINED -> What.DECLINE;
            case CANCELLED -> What.CANCEL;
            case UNKNOWN -> throw new RecordFault("unknown-answer", "an answer that this version does not know");
        };
    }
}
