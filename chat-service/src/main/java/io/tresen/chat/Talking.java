package io.tresen.chat;

import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.assistant.Assistant;
import io.tresen.chat.assistant.Lookups;
import io.tresen.chat.assistant.Reply;
import io.tresen.chat.assistant.Situation;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a business's people do in a conversation: take it over, hand it back, answer. */
@ApplicationScoped
public class Talking {

    private final Conversations conversations;
    private final Businesses businesses;
    private final Shoppers shoppers;
    private final Products products;
    private final ShopRules rules;
    private final Orders orders;
    private final Checkouts checkouts;
    private final WalletDesk wallets;
    private final ConversationHistory history;
    private final SendRates rates;
    private final ChatEvents events;

    Talking(
            Conversations conversations,
            Businesses businesses,
            Shoppers shoppers,
            Products products,
            ShopRules rules,
            Orders orders,
            Checkouts checkouts,
            WalletDesk wallets,
            ConversationHistory history,
            SendRates rates,
            ChatEvents events) {
        this.conversations = conversations;
        this.businesses = businesses;
        this.shoppers = shoppers;
        this.products = products;
        this.rules = rules;
        this.orders = orders;
        this.checkouts = checkouts;
        this.wallets = wallets;
        this.history = history;
        this.rates = rates;
        this.events = events;
    }

    /**
     * A person takes over, or hands back to the assistant, which then says again that it is automatic: at once where the shopper
     * wrote in the last 24 hours, else when they write next.
     */
    public boolean hand(Tx tx, Instant now, UUID businessId, UUID conversationId, boolean toHuman, By by) {
        Optional<Conversation> found = conversations.lock(tx, businessId, conversationId);
        found.ifPresent(conversation -> {
            Conversation.State before = conversation.state();
            Conversation.State after = toHuman ? Conversation.State.HUMAN : Conversation.State.BOT;
            conversation.hand(after);
            Business business = businesses.get(tx, businessId);
            if (!toHuman && before == Conversation.State.HUMAN) {
                conversation.oweDisclosure();
                if (business.assistantEnabled() && conversation.inWindow(now)) {
                    conversation.say(
                            Assistant.disclosure(situation(tx, now, conversation, business)),
                            Author.ASSISTANT,
                            now,
                            null);
                }
            }
            if (before != after) {
                ConversationHistory.Deed deed = toHuman
                        ? ConversationHistory.Deed.HANDED_TO_HUMAN
                        : ConversationHistory.Deed.HANDED_TO_ASSISTANT;
                history.add(tx, now, businessId, conversationId, deed, by, Map.of());
            }
            events.publish(tx, null, now, conversations.save(tx, conversation, now));
        });
        return found.isPresent();
    }

    /**
     * Counts one message of a business; see {@link SendRates#toAll}.
     *
     * @throws io.tresen.messaging.RejectedException too-fast
     */
    public void count(Tx tx, UUID businessId) {
        rates.toAll(tx, businessId).ifPresent(Talking::tooFast);
    }

    private static void tooFast(Duration wait) {
        throw ChatRejection.TOO_FAST.retryIn(wait).exception();
    }

    /**
     * Says something for a person; its id, empty when the tenant has no such conversation.
     *
     * @throws io.tresen.messaging.RejectedException outside-window: a person, too, writes within 24 hours only;
     *     too-fast: and no faster to one shopper than an app
     */
    public Optional<String> answer(Tx tx, Instant now, UUID businessId, UUID conversationId, Reply reply, By by) {
        return conversations
                .lock(tx, businessId, conversationId)
                .map(conversation -> say(tx, now, conversation, reply, by));
    }

    /**
     * As {@link #answer}, with the assistant's sheet of a product.
     *
     * @param patient see {@link CopyLookups}
     * @throws io.tresen.messaging.RejectedException unknown-product when the shop shows none of that id; not-known-yet
     */
    public Optional<String> show(
            Tx tx, Instant now, UUID businessId, UUID conversationId, String retailerId, By by, boolean patient) {
        return conversations.lock(tx, businessId, conversationId).map(conversation -> {
            Lookups lookups =
                    new CopyLookups(tx, conversation.party(), products, rules, orders, checkouts, wallets, patient);
            Business business = businesses.get(tx, businessId);
            Reply sheet = Assistant.sheet(situation(tx, now, conversation, business), lookups, retailerId)
                    .orElseThrow(ChatRejection.UNKNOWN_PRODUCT::exception);
            return say(tx, now, conversation, sheet, by);
        });
    }

    private String say(Tx tx, Instant now, Conversation conversation, Reply reply, By by) {
        if (!conversation.inWindow(now)) {
            throw ChatRejection.OUTSIDE_WINDOW.exception();
        }
        ChatEvent.Party party = conversation.party();
        rates.toOne(tx, party.businessId(), party.shopperId()).ifPresent(Talking::tooFast);
        UUID staffId = by.kind() == By.Kind.STAFF ? by.id() : null;
        StoredMessage said = conversation.say(reply, Author.HUMAN, now, null, staffId);
        events.publish(tx, null, now, conversations.save(tx, conversation, now));
        return said.id();
    }

    private Situation situation(Tx tx, Instant now, Conversation conversation, Business business) {
        Shopper shopper = shoppers.find(tx, business.id(), conversation.party().shopperId())
                .orElseThrow();
        return Receiving.situation(conversation, business, shopper, now);
    }
}
