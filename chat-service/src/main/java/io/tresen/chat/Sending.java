package io.tresen.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.assistant.Reply;
import io.tresen.chat.message.Content;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Request;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateRules;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends what a business app asks for: into the shopper's latest conversation, under its lock, within every rule. */
@ApplicationScoped
public class Sending {

    private final Shoppers shoppers;
    private final Conversations conversations;
    private final MessageLog log;
    private final Templates templates;
    private final Products products;
    private final MediaFiles media;
    private final SendRates rates;
    private final MarketingSent marketingSent;
    private final CallbackData callbackData;
    private final ChatEvents events;
    private final SendRules.MarketingLimit marketingLimit;
    private final Channels channels;

    Sending(
            Shoppers shoppers,
            Conversations conversations,
            MessageLog log,
            Templates templates,
            Products products,
            MediaFiles media,
            SendRates rates,
            MarketingSent marketingSent,
            CallbackData callbackData,
            ChatEvents events,
            Channels channels,
            @ConfigProperty(name = "tresen.marketing.most-per-shopper", defaultValue = "2") int mostMarketing,
            @ConfigProperty(name = "tresen.marketing.span", defaultValue = "24h") Duration marketingSpan) {
        this.shoppers = shoppers;
        this.conversations = conversations;
        this.log = log;
        this.templates = templates;
        this.products = products;
        this.media = media;
        this.rates = rates;
        this.marketingSent = marketingSent;
        this.callbackData = callbackData;
        this.marketingLimit = new SendRules.MarketingLimit(mostMarketing, marketingSpan);
        this.events = events;
        this.channels = channels;
    }

    /** What was sent, and to whom. */
    public record Sent(String waId, String messageId) {}

    /**
     * Counts one message or upload of a business, in a transaction of its own; see {@link SendRates#toAll}.
     *
     * @throws RejectedException 130429
     */
    public void count(Tx tx, UUID businessId) {
        rates.toAll(tx, businessId).ifPresent(wait -> {
            throw MetaError.RATE_LIMIT_HIT
                    .because("Too many messages and files were sent from this phone number in a short time")
                    .retryIn(wait)
                    .exception();
        });
    }

    /**
     * Sends it.
     *
     * @param patient true: not-known-yet for a product never heard of, so that the caller can try again once the copy has
     *     caught up
     * @throws RejectedException with Meta's code; not-known-yet
     */
    public Sent send(Tx tx, Instant now, Business business, Request.Send request, boolean patient) {
        UUID businessId = business.id();
        if (request.to().equals(business.phoneNumberId())) {
            throw MetaError.RECIPIENT_IS_SENDER
                    .because("to must be another number than the sender's")
                    .exception();
        }
        UUID shopperId = shoppers.addressedBy(tx, businessId, request.to()).orElseThrow(Sending::undeliverable);
        UUID conversationId = shoppers.find(tx, businessId, shopperId)
                .map(Shopper::latestConversationId)
                .orElseThrow(Sending::undeliverable);
        Conversation conversation =
                conversations.lock(tx, businessId, conversationId).orElseThrow(Sending::undeliverable);
        Shopper shopper = shoppers.find(tx, businessId, shopperId).orElseThrow(Sending::undeliverable);
        rates.toOne(tx, businessId, shopperId).ifPresent(wait -> {
            throw MetaError.PAIR_RATE_LIMIT
                    .because("Too many messages were sent to this recipient in a short time")
                    .retryIn(wait)
                    .exception();
        });
        references(tx, businessId, conversationId, request, patient);
        boolean open = conversation.inWindow(now);
        SendRules.window(request.content(), open);
        Template template = template(tx, businessId, request.content());
        SendRules.catalog(request.content(), template, business.catalogVisible());
        Reply reply = reply(request, template, business);
        boolean marketing = template != null && template.category() == Template.Category.MARKETING;
        Instant remembered = now.minus(marketingLimit.span());
        if (marketing) {
            SendRules.marketing(template, shopper);
            List<Instant> got = marketingSent.since(tx, businessId, shopperId, remembered);
            SendRules.marketingLimit(open, got, marketingLimit, now);
        }
        SendRules.choices(request.content(), reply.choices());
        StoredMessage said = conversation.say(reply, Author.BUSINESS_APP, now, null);
        if (marketing) {
            marketingSent.add(tx, businessId, shopperId, said.id(), now, remembered);
        }
        if (request.callbackData() != null) {
            callbackData.keep(tx, businessId, said.id(), request.callbackData());
        }
        List<ChatEvent> told = conversations.save(tx, conversation, now);
        events.publish(tx, null, now, told);
        return new Sent(shopper.waId(), said.id());
    }

    private static RejectedException undeliverable() {
        return MetaError.UNDELIVERABLE
                .because("to: there is no shopper of this business with this wa_id, id or phone number")
                .exception();
    }

    /** What the message refers to has to be there. */
    private void references(Tx tx, UUID businessId, UUID conversationId, Request.Send request, boolean patient) {
        message(tx, businessId, conversationId, request.contextId(), "context.message_id");
        if (request.content() instanceof Content.Reaction reaction) {
            message(tx, businessId, conversationId, reaction.messageId(), "reaction.message_id");
        }
        for (Content.Media shown : request.content().media()) {
            if (!media.show(tx, businessId, shown.id(), shown.kind(), conversationId)) {
                throw MetaError.PARAMETER_INVALID
                        .because(shown.field() + " must be the id of an uploaded " + shown.kind())
                        .exception();
            }
        }
        for (Content.Shown shown : request.content().products()) {
            Optional<Product> product = products.find(tx, businessId, shown.retailerId());
            if (product.isEmpty() && patient) {
                throw ChatRejection.NOT_KNOWN_YET.exception();
            }
            if (product.filter(Product::visible).isEmpty()) {
                throw MetaError.PARAMETER_INVALID
                        .because(shown.field() + " must be a visible product of the catalog")
                        .exception();
            }
        }
    }

    private void message(Tx tx, UUID businessId, UUID conversationId, String id, String field) {
        if (id != null && log.find(tx, businessId, conversationId, id).isEmpty()) {
            throw MetaError.PARAMETER_INVALID
                    .because(field + " must be a message of this conversation")
                    .exception();
        }
    }

    /** The template that is sent; null for other messages. */
    private Template template(Tx tx, UUID businessId, Content content) {
        if (!(content instanceof Content.Template sent)) {
            return null;
        }
        return templates.find(tx, businessId, sent.name(), sent.language()).orElseThrow(() -> MetaError.TEMPLATE_UNKNOWN
                .because("template.name does not exist in the language of template.language.code")
                .exception());
    }

    private static Reply reply(Request.Send request, Template template, Business business) {
        if (template == null) {
            return new Reply(
                    request.message(), SendRules.offers(request.content(), business.cartEnabled()), null, null);
        }
        ObjectNode filled = TemplateRules.fill(template, (Content.Template) request.content());
        ObjectNode message = request.message().deepCopy();
        ((ObjectNode) message.get("template")).set("rendered", filled);
        return new Reply(message, TemplateRules.offers(filled), null, null);
    }
}
