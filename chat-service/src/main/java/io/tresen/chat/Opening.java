package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Opens conversations, and takes consent given outside of them. */
@ApplicationScoped
public class Opening {

    /** Most conversations of one shopper with one business: each snapshot of the shopper names them all. */
    static final int MOST_CONVERSATIONS = 100;

    private final Conversations conversations;
    private final Shoppers shoppers;
    private final ChatEvents events;

    Opening(Conversations conversations, Shoppers shoppers, ChatEvents events) {
        this.conversations = conversations;
        this.shoppers = shoppers;
        this.events = events;
    }

    /**
     * Opens one; {@code fresh}: the shopper is new too. Names that are null leave what is known.
     *
     * @throws io.tresen.messaging.RejectedException too-many-conversations
     */
    public Shopper open(
            Tx tx,
            Instant now,
            ChatEvent.Party party,
            boolean fresh,
            String displayName,
            String locale,
            Object referral) {
        UUID businessId = party.businessId();
        if (fresh) {
            shoppers.add(tx, now, businessId, party.shopperId());
        } else if (shoppers.lockAndCount(tx, businessId, party.shopperId()) >= MOST_CONVERSATIONS) {
            throw ChatRejection.TOO_MANY_CONVERSATIONS.exception();
        }
        conversations.open(tx, now, party, locale, referral);
        if (displayName != null) {
            shoppers.rename(tx, businessId, party.shopperId(), displayName);
        }
        if (fresh) {
            shoppers.lastWroteIn(tx, businessId, party.shopperId(), party.conversationId());
        }
        ChatEvent.ShopperChanged changed = shoppers.changed(tx, businessId, party.shopperId());
        events.publish(tx, null, now, List.of(changed));
        return changed.shopper();
    }

    /** Opens one for a merchant who tries their shop, as a new shopper of theirs. */
    public Shopper openTest(Tx tx, Instant now, ChatEvent.Party party, String displayName, String locale) {
        Shopper shopper = open(tx, now, party, true, displayName, locale, null);
        shoppers.test(tx, party.businessId(), party.shopperId());
        return shopper;
    }

    /** Takes consent to the current terms, or its withdrawal. */
    public void consent(Tx tx, Instant now, Business business, UUID shopperId, boolean given) {
        shoppers.consent(tx, now, business.id(), shopperId, given ? business.termsVersion() : null);
        events.publish(tx, null, now, List.of(shoppers.changed(tx, business.id(), shopperId)));
    }
}
