package io.tresen.chat;

import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.assistant.Assistant;
import io.tresen.chat.assistant.Reply;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a business's people do in a conversation: take it over, hand it back, answer. */
@ApplicationScoped
public class Talking {

    private final Conversations conversations;
    private final Businesses businesses;
    private final Shoppers shoppers;
    private final ChatEvents events;

    Talking(Conversations conversations, Businesses businesses, Shoppers shoppers, ChatEvents events) {
        this.conversations = conversations;
        this.businesses = businesses;
        this.shoppers = shoppers;
        this.events = events;
    }

    /** A person takes over, or hands back to the assistant, which then says again that it is automatic. */
    public boolean hand(Tx tx, Instant now, UUID businessId, UUID conversationId, boolean toHuman) {
        Optional<Conversation> found = conversations.lock(tx, businessId, conversationId);
        found.ifPresent(conversation -> {
            Conversation.State before = conversation.state();
            conversation.hand(toHuman ? Conversation.State.HUMAN : Conversation.State.BOT);
            Business business = businesses.get(tx, businessId);
            if (!toHuman && before == Conversation.State.HUMAN && business.assistantEnabled()) {
                Shopper shopper = shoppers.find(
                                tx, businessId, conversation.party().shopperId())
                        .orElseThrow();
                Reply reply = Assistant.disclosure(Receiving.situation(conversation, business, shopper, now));
                conversation.say(reply, Author.ASSISTANT, now, null);
            }
            events.publish(tx, null, now, conversations.save(tx, conversation, now));
        });
        return found.isPresent();
    }

    /**
     * A person's answer; its id, empty when the tenant has no such conversation.
     *
     * @throws io.tresen.messaging.RejectedException outside-window: a person, too, writes within 24 hours only
     */
    public Optional<String> answer(Tx tx, Instant now, UUID businessId, UUID conversationId, Reply reply) {
        return conversations.lock(tx, businessId, conversationId).map(conversation -> {
            if (!conversation.inWindow(now)) {
                throw ChatRejection.OUTSIDE_WINDOW.exception();
            }
            StoredMessage said = conversation.say(reply, Author.HUMAN, now, null);
            List<ChatEvent> told = conversations.save(tx, conversation, now);
            events.publish(tx, null, now, told);
            return said.id();
        });
    }
}
