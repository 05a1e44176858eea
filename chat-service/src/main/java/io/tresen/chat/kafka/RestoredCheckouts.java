package io.tresen.chat.kafka;

import io.tresen.chat.Conversations;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.RestoreTask;
import io.tresen.messaging.inbox.ToldEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The number of a checkout after the backup is spent: its order's id is made of it, and another order's must differ. */
@ApplicationScoped
public class RestoredCheckouts implements RestoreTask {

    private final Conversations conversations;

    RestoredCheckouts(Conversations conversations) {
        this.conversations = conversations;
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
