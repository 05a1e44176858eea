package io.tresen.chat;

import io.tresen.chat.message.MetaError;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Lets a shopper know that a business has read their message, and that it is writing: on every replica's streams,
 * or by the channel that they came by.
 */
@ApplicationScoped
public class Marking {

    private final ReadMarks marks;
    private final Streams streams;
    private final ChatEvents events;
    private final Channels channels;

    Marking(ReadMarks marks, Streams streams, ChatEvents events, Channels channels) {
        this.marks = marks;
        this.streams = streams;
        this.events = events;
        this.channels = channels;
    }

    /**
     * Notes that the business read a shopper's message and all before it.
     *
     * @param typing an answer is being written
     * @throws RejectedException 131009 when no shopper of the business sent it
     */
    public void read(Tx tx, Instant now, UUID businessId, String messageId, boolean typing) {
        UUID conversationId = marks.conversationOf(tx, businessId, messageId)
                .orElseThrow(() -> MetaError.PARAMETER_INVALID
                        .because("message_id must be a message that a shopper sent")
                        .exception());
        if (marks.read(tx, now, businessId, conversationId, messageId, typing)) {
            tx.afterCommit(() -> streams.wake(conversationId, ChatEvent.MessagePushed.MARKS));
            events.publish(
                    tx,
                    null,
                    now,
                    List.of(new ChatEvent.MessagePushed(businessId, conversationId, ChatEvent.MessagePushed.MARKS)));
        }
        channels.read(tx, businessId, messageId, typing);
    }
}
