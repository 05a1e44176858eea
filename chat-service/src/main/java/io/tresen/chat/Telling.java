package io.tresen.chat;

import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.Flow;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMessages;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Tells shoppers what happened elsewhere: one message per event, in the transaction of the event's inbox row, whoever has
 * the floor. Carts of checkouts that failed come back in the same transaction.
 */
@ApplicationScoped
public class Telling {

    private static final Logger LOG = Logger.getLogger(Telling.class);

    private final Conversations conversations;
    private final Businesses businesses;
    private final Checkouts checkouts;
    private final Shoppers shoppers;
    private final ChatEvents events;

    Telling(
            Conversations conversations,
            Businesses businesses,
            Checkouts checkouts,
            Shoppers shoppers,
            ChatEvents events) {
        this.conversations = conversations;
        this.businesses = businesses;
        this.checkouts = checkouts;
        this.shoppers = shoppers;
        this.events = events;
    }

    /**
     * How a checkout failed.
     *
     * @param state its word in the checkout's row: declined or rejected
     * @param newPrices what order-service named, by retailer id, in minor units; empty when prices were not the reason
     * @param newTotal what order-service named for the cart, in minor units; null when prices were not the reason
     * @param addressRefused the address was the reason, so that it must not be used again
     * @param codeRefused the discount code was the reason, so that the cart comes back without it
     * @param gone retailer ids of what was the reason since nobody has it, so that the cart comes back without it
     */
    public record Failure(
            String state,
            Map<String, Long> newPrices,
            Long newTotal,
            boolean addressRefused,
            boolean codeRefused,
            Set<String> gone) {

        /** What comes back of a cart: nothing that would only be refused again. */
        Cart back(Cart cart) {
            Cart back = codeRefused ? cart.coded(null) : cart;
            for (String retailerId : gone) {
                back = back.without(retailerId);
            }
            return back;
        }
    }

    /** Tells; {@code conversationId} null (an order by REST without a shopper) tells nobody. */
    public void tell(Tx tx, Instant now, Event event, UUID conversationId, Function<Language, Notice> notice) {
        locked(tx, event, conversationId).ifPresent(it -> say(tx, now, event, it, notice));
    }

    /** Order-service took a checkout; repeated taps name its number from now on. */
    public void placed(Tx tx, Event event, UUID orderId, String orderNo) {
        checkouts.placed(tx, event.businessId(), orderId, orderNo);
    }

    /** A checkout failed: its cart comes back, and the shopper is told why; the notice may name what was in it. */
    public void failed(
            Tx tx,
            Instant now,
            Event event,
            UUID conversationId,
            UUID orderId,
            Failure failure,
            BiFunction<Language, Cart, Notice> notice) {
        locked(tx, event, conversationId).ifPresent(conversation -> {
            Optional<Cart> cart = checkouts.failed(tx, event.businessId(), orderId, failure.state());
            if (cart.isPresent()) {
                String currency = businesses.get(tx, event.businessId()).currency();
                Cart back = failure.back(cart.get());
                Cart whole = conversation.cart().returned(back, currency);
                conversation.shop(whole, after(failure, conversation.flow(), whole.equals(back)));
            }
            if (failure.addressRefused()) {
                shoppers.forgetAddress(
                        tx, event.businessId(), conversation.party().shopperId());
            }
            say(tx, now, event, conversation, language -> notice.apply(language, cart.orElse(Cart.EMPTY)));
        });
    }

    /**
     * What came back changes the cart: a button that was shown before must not order both at once.
     *
     * @param nothingElse the cart is the one that came back, so that the total named for it holds
     */
    private static Flow after(Failure failure, Flow flow, boolean nothingElse) {
        Flow next = flow.changedCart();
        return failure.newPrices().isEmpty()
                ? next
                : next.declined(failure.newPrices(), nothingElse ? failure.newTotal() : null);
    }

    private void say(Tx tx, Instant now, Event event, Conversation conversation, Function<Language, Notice> notice) {
        say(tx, now, event, conversation, notice, said -> List.of());
    }

    void say(
            Tx tx,
            Instant now,
            Event event,
            Conversation conversation,
            Function<Language, Notice> notice,
            Function<StoredMessage, List<ChatEvent>> more) {
        StoredMessage said = put(tx, now, event, event.id(), conversation, notice);
        List<ChatEvent> told = new ArrayList<>(more.apply(said));
        told.addAll(conversations.save(tx, conversation, now));
        events.publish(tx, event, now, told);
    }

    /** Says it, not saved yet. @param effectId the event's id, or one made of it: no two messages have the same */
    StoredMessage put(
            Tx tx,
            Instant now,
            Event event,
            UUID effectId,
            Conversation conversation,
            Function<Language, Notice> notice) {
        Language language = businesses.get(tx, event.businessId()).languageOf(conversation.locale());
        return conversation.say(
                NoticeMessages.of(notice.apply(language), language, conversation.inWindow(now)),
                Author.ASSISTANT,
                now,
                effectId);
    }

    /** The event's conversation, locked. One that is not there (erased, or never ours) is logged: nobody can be told. */
    Optional<Conversation> locked(Tx tx, Event event, UUID conversationId) {
        if (conversationId == null) {
            return Optional.empty();
        }
        Optional<Conversation> found = conversations.lock(tx, event.businessId(), conversationId);
        if (found.isEmpty()) {
            LOG.warnf("%s %s names conversation %s, which is not here", event.type(), event.id(), conversationId);
        }
        return found;
    }
}
