package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.assistant.Assistant;
import io.tresen.chat.assistant.ChoiceId;
import io.tresen.chat.assistant.Inbound;
import io.tresen.chat.assistant.Lookups;
import io.tresen.chat.assistant.Outcome;
import io.tresen.chat.assistant.Situation;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Takes a shopper's message in: under the conversation's lock it gets its position, is answered, and what it changes
 * happens, all in one transaction.
 */
@ApplicationScoped
public class Receiving {

    private final Businesses businesses;
    private final Shoppers shoppers;
    private final Conversations conversations;
    private final MessageLog log;
    private final Products products;
    private final ShopRules rules;
    private final Orders orders;
    private final Checkouts checkouts;
    private final WalletDesk wallets;
    private final Changes changes;
    private final ShoppersPictures pictures;
    private final Away away;
    private final BusinessApps apps;
    private final ChatEvents events;

    Receiving(
            Businesses businesses,
            Shoppers shoppers,
            Conversations conversations,
            MessageLog log,
            Products products,
            ShopRules rules,
            Orders orders,
            Checkouts checkouts,
            WalletDesk wallets,
            Changes changes,
            ShoppersPictures pictures,
            Away away,
            BusinessApps apps,
            ChatEvents events) {
        this.businesses = businesses;
        this.shoppers = shoppers;
        this.conversations = conversations;
        this.log = log;
        this.products = products;
        this.rules = rules;
        this.orders = orders;
        this.checkouts = checkouts;
        this.wallets = wallets;
        this.changes = changes;
        this.pictures = pictures;
        this.away = away;
        this.apps = apps;
        this.events = events;
    }

    /**
     * Takes the message; answers its id, empty when the tenant has no such conversation.
     *
     * @param patient see {@link CopyLookups}
     * @throws io.tresen.messaging.RejectedException unknown-choice, unknown-picture, unknown-message, cart-disabled,
     *     not-known-yet
     */
    public Optional<String> take(
            Tx tx, Instant now, UUID businessId, UUID conversationId, Posted posted, boolean patient) {
        return conversations
                .lock(tx, businessId, conversationId)
                .map(conversation -> take(tx, now, conversation, posted, patient));
    }

    private String take(Tx tx, Instant now, Conversation conversation, Posted posted, boolean patient) {
        ChatEvent.Party party = conversation.party();
        Supplier<Business> known = businesses.ask(tx, party.businessId());
        Supplier<Optional<Shopper>> whose = shoppers.ask(tx, party.businessId(), party.shopperId());
        BooleanSupplier listens = apps.listens(tx, party.businessId());
        Business business = known.get();
        Shopper shopper = whose.get().orElseThrow();
        Inbound inbound = inContext(tx, party, posted);
        JsonNode message = posted.json();
        if (inbound instanceof Inbound.PictureSent sent) {
            message = described(tx, party, sent, message);
        }
        if (inbound instanceof Inbound.CartSent && !business.cartEnabled()) {
            throw ChatRejection.CART_DISABLED.exception();
        }
        StoredMessage heard = conversation.hear(message, now, posted.age());
        Situation situation = situation(conversation, business, shopper, now);
        Lookups lookups = new CopyLookups(tx, party, products, rules, orders, checkouts, wallets, patient);
        boolean reached = !conversation.isOfChannel() || conversation.inWindow(now);
        boolean answers = business.assistantEnabled() && conversation.state() == Conversation.State.BOT;
        boolean speaks = answers && reached;
        Outcome outcome = speaks
                ? Assistant.answer(situation, inbound, lookups)
                : Assistant.silently(situation, inbound, lookups);
        if (speaks && conversation.disclosureOwed() && conversation.disclosed()) { // else the answer begins with it
            conversation.say(Assistant.disclosure(situation), Author.ASSISTANT, now, null);
        }
        if (reached) {
            outcome.replies().forEach(reply -> conversation.say(reply, Author.ASSISTANT, now, null));
        }
        conversation.shop(outcome.cart(), outcome.flow());

        List<ChatEvent> told = new ArrayList<>();
        boolean wroteElsewhere = !conversation.id().equals(shopper.latestConversationId());
        if (wroteElsewhere) {
            shoppers.lastWroteIn(tx, party.businessId(), party.shopperId(), conversation.id());
        }
        told.addAll(changes.carryOut(tx, now, conversation, heard, outcome.changes(), wroteElsewhere));
        if (inbound.wantsAnswer() && reached) {
            away.answer(tx, now, conversation, business);
        } else if (inbound.wantsAnswer() && answers && outcome.changes().isEmpty()) {
            // its channel delivered it a day late and takes no answer any more, and nothing was done without one
            changes.handToPerson(tx, now, conversation, By.SYSTEM);
        }
        told.addAll(conversations.save(tx, conversation, now, listens));
        events.publish(tx, null, now, told);
        return heard.id();
    }

    static Situation situation(Conversation conversation, Business business, Shopper shopper, Instant now) {
        return new Situation(
                business.shop(),
                business.languageOf(conversation.locale()),
                conversation.id(),
                !conversation.disclosed(),
                shopper.consentsTo(business),
                shopper.marketingAllowed(),
                shopper.address(),
                conversation.cart(),
                conversation.flow(),
                conversation.checkoutNumber(),
                shopper.waId(),
                conversation.position(),
                now);
    }

    /** Checks that the choice was offered, and finds out what the answered message was about. */
    private Inbound inContext(Tx tx, ChatEvent.Party party, Posted posted) {
        Inbound inbound = posted.inbound();
        if (inbound instanceof Inbound.Tapped tap) {
            if (posted.contextId() == null) {
                require(ChoiceId.isDeepLink(tap.id()));
                return tap;
            }
            StoredMessage offered = answered(tx, party, posted.contextId());
            require(offered.choices().contains(tap.id()));
            return new Inbound.Tapped(tap.id(), offered.about(), true);
        }
        if (inbound instanceof Inbound.AddressGiven given) {
            String about = posted.contextId() == null
                    ? log.lastAddressForm(tx, party.businessId(), party.conversationId())
                    : answered(tx, party, posted.contextId()).about();
            return new Inbound.AddressGiven(given.values(), about);
        }
        if (inbound instanceof Inbound.Reacted reaction
                && log.find(tx, party.businessId(), party.conversationId(), reaction.messageId())
                        .isEmpty()) {
            throw ChatRejection.UNKNOWN_MESSAGE.exception();
        }
        return inbound;
    }

    /** A picture with what Meta tells of it: type and SHA-256, which are the file's and not the sender's to say. */
    private JsonNode described(Tx tx, ChatEvent.Party party, Inbound.PictureSent sent, JsonNode posted) {
        MediaFiles.MediaFile file = pictures.send(tx, party.businessId(), party.conversationId(), sent.mediaId())
                .orElseThrow(ChatRejection.UNKNOWN_PICTURE::exception);
        ObjectNode message = posted.deepCopy();
        ObjectNode image = (ObjectNode) message.get("image");
        image.put("mime_type", file.mimeType())
                .put("sha256", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.sha256())));
        return message;
    }

    private StoredMessage answered(Tx tx, ChatEvent.Party party, String messageId) {
        return log.find(tx, party.businessId(), party.conversationId(), messageId)
                .orElseThrow(ChatRejection.UNKNOWN_CHOICE::exception);
    }

    private static void require(boolean offered) {
        if (!offered) {
            throw ChatRejection.UNKNOWN_CHOICE.exception();
        }
    }
}
