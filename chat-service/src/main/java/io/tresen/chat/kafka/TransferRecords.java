package io.tresen.chat.kafka;

import io.tresen.chat.ChatEvent;
import io.tresen.contracts.chat.v1.TransferAnswered;
import io.tresen.contracts.chat.v1.TransferSubmitted;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import java.time.Instant;

/** What a conversation says of transfers, as records. */
final class TransferRecords {

    private TransferRecords() {}

    static TransferSubmitted submitted(ChatEvent.TransferSubmitted transfer, Instant now) {
        return TransferSubmitted.newBuilder()
                .setConversationId(transfer.party().conversationId())
                .setBusinessId(transfer.party().businessId())
                .setShopperId(transfer.party().shopperId())
                .setOccurredAt(now)
                .setTransferId(transfer.transferId())
                .setKind(TransferKind.valueOf(transfer.kind().name()))
                .setCounterpartShopperId(transfer.counterpart())
                .setAmount(Amounts.of(transfer.amount()))
                .build();
    }

    static TransferAnswered answered(ChatEvent.TransferAnswered answer, Instant now) {
        return TransferAnswered.newBuilder()
                .setConversationId(answer.party().conversationId())
                .setBusinessId(answer.party().businessId())
                .setShopperId(answer.party().shopperId())
                .setOccurredAt(now)
                .setTransferId(answer.transferId())
                .setAnswer(TransferAnswer.valueOf(answer.answer().name()))
                .build();
    }
}
