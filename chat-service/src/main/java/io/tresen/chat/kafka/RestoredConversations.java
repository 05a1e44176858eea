package io.tresen.chat.kafka;

import io.tresen.chat.Conversations;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.RestoreTask;
import io.tresen.messaging.inbox.ToldEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What a conversation counts is not counted twice. The number of a checkout after the backup is spent: its order's id is made of
 * it, and another order's must differ. So are the positions of its messages, which no event says.
 */
@ApplicationScoped
public class RestoredConversations implements RestoreTask {

    private final Conversations conversations;

    RestoredConversations(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public void begin(Tx tx) {
        conversations.leaveLostPositions(tx);
    }

    @Override
    public void told(Tx tx, List<ToldEvent> events) {
        events.stream()
                .filter(told -> told.event().type().equals("CheckoutRequested"))
                .map(told -> told.as(CheckoutRequested.class))
                .forEach(it -> conversations.checkoutIsSpent(
                        tx, it.getBusinessId(), it.getConversationId(), it.getCheckoutNumber()));
    }
}
