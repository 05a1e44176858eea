package io.tresen.chat.kafka;

import io.quarkus.runtime.StartupEvent;
import io.tresen.chat.Streams;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.MessagePushed;
import io.tresen.messaging.inbox.Broadcast;
import io.tresen.messaging.inbox.Consumers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Every replica reads all of {@code chat.pushed.v1} and wakes its own streams. */
@ApplicationScoped
public class PushedTopic {

    private final Consumers consumers;
    private final Streams streams;

    PushedTopic(Consumers consumers, Streams streams) {
        this.consumers = consumers;
        this.streams = streams;
    }

    void start(@Observes StartupEvent event) {
        consumers
                .broadcast("chat.pushed", Topics.CHAT_PUSHED, Broadcast.From.END)
                .on(MessagePushed.class, pushed -> wake(pushed.as(MessagePushed.class)))
                .open();
    }

    /** Those of its own messages too: its streams have read that far, as the position tells them. */
    private void wake(MessagePushed pushed) {
        streams.wake(pushed.getConversationId(), pushed.getPosition());
    }
}
