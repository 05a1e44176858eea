package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The ways to a shopper that are not ours: they carry what was said in a conversation whose shopper came by them. */
public interface Channels {

    /**
     * Messages to the shopper were added to a conversation, in this order. Called for {@link Conversation#isOfChannel} alone, before
     * {@link BusinessApps} are told.
     */
    void said(Tx tx, Instant now, UUID businessId, UUID conversationId, List<StoredMessage> outbound);

    /**
     * The message at a position, which was just said, is a notice that its asker hears of once more if it does not arrive
     * ({@link ChatEvent.NoticeFailed}). For {@link Conversation#isOfChannel} alone.
     */
    void promised(Tx tx, UUID businessId, UUID conversationId, long position, UUID noticeId);

    /** The business read a shopper's message; {@code typing}: and somebody is writing an answer. Told once, as far as can be. */
    void read(Tx tx, UUID businessId, String messageId, boolean typing);
}
