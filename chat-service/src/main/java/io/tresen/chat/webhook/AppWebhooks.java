package io.tresen.chat.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.BusinessApps;
import io.tresen.chat.CallbackData;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.Correspondences;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.StoredMessage.Direction;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.webhook.Webhook;
import io.tresen.messaging.webhook.WebhookEndpoints;
import io.tresen.messaging.webhook.WebhookQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Queues what a business's app is told, in the transaction of the fact; lane = conversation. Inbound messages are told as
 * they are; of outbound ones every status is, whoever said them (the app, a person, the assistant), as Meta tells of all
 * that leaves a number. The id of a webhook comes from the message and its status, so each is told once.
 */
@ApplicationScoped
public class AppWebhooks implements BusinessApps {

    private static final String MESSAGE = "message";
    private static final String STATUS = "status";

    private final WebhookEndpoints endpoints;
    private final WebhookQueue queue;
    private final Correspondences correspondences;
    private final CallbackData callbackData;
    private final BusinessClock clock;
    private final ObjectMapper mapper;

    AppWebhooks(
            WebhookEndpoints endpoints,
            WebhookQueue queue,
            Correspondences correspondences,
            CallbackData callbackData,
            BusinessClock clock,
            ObjectMapper mapper) {
        this.endpoints = endpoints;
        this.queue = queue;
        this.correspondences = correspondences;
        this.callbackData = callbackData;
        this.clock = clock;
        this.mapper = mapper;
    }

    @Override
    public BooleanSupplier listens(Tx tx, UUID businessId) {
        return endpoints.ask(tx, businessId, MESSAGE);
    }

    @Override
    public void said(Tx tx, ChatEvent.Party party, List<StoredMessage> messages, BooleanSupplier listens) {
        if (!listens.getAsBoolean()) {
            return;
        }
        queue.add(
                tx,
                clock.now(),
                webhooks(
                        tx,
                        party.businessId(),
                        party.conversationId(),
                        ids(messages),
                        (envelope, data) -> messages.stream()
                                .map(message -> message.direction() == Direction.INBOUND
                                        ? webhook(party, MESSAGE, message.id(), envelope.message(message))
                                        : webhook(
                                                party,
                                                STATUS,
                                                message.id() + ':' + message.status(),
                                                envelope.status(
                                                        message.id(),
                                                        message.status(),
                                                        message.sentAt(),
                                                        data.get(message.id()))))));
    }

    @Override
    public void moved(Tx tx, Moved moved, Status status, JsonNode errors) {
        if (endpoints.wants(tx, moved.businessId(), MESSAGE)) {
            Instant now = clock.now();
            queue.add(tx, now, webhooks(tx, now, moved, status, errors));
        }
    }

    /** All in one call: so the queue locks the conversations' lanes in its order. */
    @Override
    public void moved(Tx tx, List<Moved> moved, Status status) {
        Set<UUID> listening = endpoints.wanting(
                tx, moved.stream().map(Moved::businessId).distinct().toList(), MESSAGE);
        Instant now = clock.now();
        List<Webhook> all = new ArrayList<>();
        for (Moved it : moved) {
            if (listening.contains(it.businessId())) {
                all.addAll(webhooks(tx, now, it, status, null));
            }
        }
        queue.add(tx, now, all);
    }

    private List<Webhook> webhooks(Tx tx, Instant now, Moved moved, Status status, JsonNode errors) {
        ChatEvent.Party party = new ChatEvent.Party(moved.businessId(), moved.conversationId(), null);
        return webhooks(
                tx,
                moved.businessId(),
                moved.conversationId(),
                moved.messageIds(),
                (envelope, data) -> moved.messageIds().stream()
                        .map(id -> webhook(
                                party,
                                STATUS,
                                id + ':' + status,
                                envelope.status(id, status, now, data.get(id), errors))));
    }

    /** What was sent to the shopper. */
    private static List<String> ids(List<StoredMessage> messages) {
        return messages.stream()
                .filter(it -> it.direction() == Direction.OUTBOUND)
                .map(StoredMessage::id)
                .toList();
    }

    private List<Webhook> webhooks(
            Tx tx,
            UUID businessId,
            UUID conversationId,
            List<String> outboundIds,
            BiFunction<Envelope, Map<String, String>, Stream<Webhook>> webhooks) {
        Map<String, String> data = outboundIds.isEmpty() ? Map.of() : callbackData.of(tx, businessId, outboundIds);
        return correspondences
                .of(tx, businessId, conversationId)
                .map(Envelope::new)
                .map(envelope -> webhooks.apply(envelope, data).toList())
                .orElse(List.of());
    }

    private Webhook webhook(ChatEvent.Party party, String kind, String fact, JsonNode payload) {
        try {
            return new Webhook(
                    party.businessId(),
                    Ids.v5(party.conversationId(), "webhook:" + fact),
                    party.conversationId(),
                    kind,
                    mapper.writeValueAsBytes(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A webhook can't be written", e);
        }
    }
}
