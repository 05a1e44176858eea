package io.tresen.chat.kafka;

import io.tresen.chat.Business;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.ChatEvents;
import io.tresen.chat.Shopper;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.chat.v1.MessagePushed;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.contracts.chat.v1.TokenRevoked;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Maps chat's events to Avro records on their topics. */
@ApplicationScoped
public class PublicEvents implements ChatEvents {

    private final Outbox outbox;
    private final ConversationEvents conversationEvents;

    PublicEvents(Outbox outbox, ConversationEvents conversationEvents) {
        this.outbox = outbox;
        this.conversationEvents = conversationEvents;
    }

    @Override
    public void publish(Tx tx, Event cause, Instant now, List<? extends ChatEvent> events) {
        outbox.add(
                tx,
                events.stream()
                        .map(event -> outgoing(event, now))
                        .map(out -> cause == null ? out : out.causedBy(cause))
                        .toList());
    }

    private Outgoing outgoing(ChatEvent event, Instant now) {
        if (event instanceof ChatEvent.BusinessChanged changed) {
            return business(changed.business(), now);
        }
        if (event instanceof ChatEvent.ShopperChanged changed) {
            return shopper(changed, now);
        }
        if (event instanceof ChatEvent.TokenRevoked revoked) {
            return Outgoing.of(
                    Topics.CHAT_TOKEN,
                    revoked.tokenId(),
                    revoked.businessId(),
                    TokenRevoked.newBuilder()
                            .setTokenId(revoked.tokenId())
                            .setEndsAt(revoked.endsAt())
                            .build());
        }
        if (event instanceof ChatEvent.TokenForgotten forgotten) {
            return Outgoing.tombstone(
                    Topics.CHAT_TOKEN, forgotten.tokenId(), forgotten.businessId(), "TokenForgotten", 1);
        }
        if (event instanceof ChatEvent.MessagePushed pushed) {
            return Outgoing.of(
                    Topics.CHAT_PUSHED,
                    pushed.conversationId(),
                    pushed.businessId(),
                    MessagePushed.newBuilder()
                            .setConversationId(pushed.conversationId())
                            .setBusinessId(pushed.businessId())
                            .setPosition(pushed.position())
                            .build());
        }
        return conversationEvents.outgoing(event, now);
    }

    private static Outgoing business(Business business, Instant now) {
        return Outgoing.of(
                Topics.CHAT_BUSINESS,
                business.id(),
                business.id(),
                BusinessChanged.newBuilder()
                        .setBusinessId(business.id())
                        .setName(business.name())
                        .setHandle(business.handle())
                        .setCountry(business.country())
                        .setCurrency(business.currency())
                        .setLanguage(business.language().code())
                        .setPaymentMethods(business.paymentMethods().stream()
                                .map(way -> PaymentMethod.valueOf(way.name()))
                                .toList())
                        .setAssistantEnabled(business.assistantEnabled())
                        .setVersion(business.version())
                        .setOccurredAt(now)
                        .build());
    }

    private static Outgoing shopper(ChatEvent.ShopperChanged changed, Instant now) {
        Shopper shopper = changed.shopper();
        Integer terms = shopper.termsVersion();
        return Outgoing.of(
                Topics.CHAT_SHOPPER,
                shopper.id(),
                shopper.businessId(),
                ShopperChanged.newBuilder()
                        .setShopperId(shopper.id())
                        .setBusinessId(shopper.businessId())
                        .setConversationIds(changed.conversations())
                        .setLatestConversationId(shopper.latestConversationId())
                        .setMarketingAllowed(shopper.marketingAllowed())
                        .setTermsVersion(terms == null ? null : terms.toString())
                        .setVersion(shopper.version())
                        .setOccurredAt(now)
                        .build());
    }
}
