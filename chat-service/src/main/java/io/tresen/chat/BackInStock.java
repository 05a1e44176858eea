package io.tresen.chat;

import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.Product;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells that a product is back, unless STOP, a closed conversation or a hidden product forbids it; says which. */
@ApplicationScoped
public class BackInStock {

    private static final String KIND = "back_in_stock";

    private final Telling telling;
    private final Shoppers shoppers;
    private final Products products;
    private final Businesses businesses;
    private final ChatEvents events;
    private final Channels channels;

    BackInStock(
            Telling telling,
            Shoppers shoppers,
            Products products,
            Businesses businesses,
            ChatEvents events,
            Channels channels) {
        this.telling = telling;
        this.shoppers = shoppers;
        this.products = products;
        this.businesses = businesses;
        this.events = events;
        this.channels = channels;
    }

    /** Answers a requested notice with exactly one NoticeSent or NoticeRefused; behind NoticeSent a NoticeFailed may come. */
    public void requested(Tx tx, Instant now, Event event, UUID noticeId, ChatEvent.Party party, String retailerId) {
        Optional<Conversation> found = telling.locked(tx, event, party.conversationId());
        Optional<Product> product = products.find(tx, party.businessId(), retailerId);
        String refusal = found.map(it -> refusal(tx, it, product)).orElse("unknown-conversation");
        if (!refusal.isEmpty()) {
            events.publish(tx, event, now, List.of(new ChatEvent.NoticeRefused(party, noticeId, refusal)));
            return;
        }
        String title = product.map(Product::title).orElse(retailerId);
        boolean cart = businesses.get(tx, party.businessId()).cartEnabled();
        Conversation conversation = found.get();
        telling.say(
                tx,
                now,
                event,
                conversation,
                language -> new Notice(
                        new NoticeMark(KIND, null, retailerId),
                        KIND,
                        List.of(title),
                        choices(retailerId, Phrases.of(language), cart),
                        null),
                said -> List.of(new ChatEvent.NoticeSent(party, noticeId, said.id())));
        if (conversation.isOfChannel()) {
            channels.promised(tx, party.businessId(), conversation.id(), conversation.position(), noticeId);
        }
    }

    private static List<Choice> choices(String retailerId, Phrases words, boolean cart) {
        Choice look = Choice.of("product:" + retailerId, words.text("line.product"));
        return cart ? List.of(look, Choice.of("add:" + retailerId, words.text("add.button"))) : List.of(look);
    }

    private String refusal(Tx tx, Conversation conversation, Optional<Product> product) {
        ChatEvent.Party party = conversation.party();
        boolean allowed = shoppers.find(tx, party.businessId(), party.shopperId())
                .map(Shopper::marketingAllowed)
                .orElse(false);
        if (!allowed) {
            return "opted-out";
        }
        if (conversation.state() == Conversation.State.CLOSED) {
            return "conversation-closed";
        }
        return product.isPresent() && !product.get().visible() ? "product-hidden" : "";
    }
}
