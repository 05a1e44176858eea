package io.tresen.chat.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.BusinessApps;
import io.tresen.chat.CallbackData;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.Correspondence;
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
import java.util.function.BooleanSupplier;

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
        Instant now = clock.now();
        List<Moved> said = List.of(new Moved(party.businessId(), party.conversationId(), outboundIds(messages)));
        Map<String, String> data = callbackData.of(tx, said);
        Correspondence between = correspondences.of(tx, said).get(party.conversationId());
        if (between != null) {
            Envelope envelope = new Envelope(between);
            queue.add(
                    tx,
                    now,
                    messages.stream()
                            .map(message -> webhook(party, envelope, message, data.get(message.id())))
                            .toList());
        }
    }

    @Override
    public void moved(Tx tx, Moved moved, Status status, JsonNode errors) {
        if (endpoints.wants(tx, moved.businessId(), MESSAGE)) {
            tell(tx, List.of(moved), status, errors);
        }
    }

    @Override
    public void moved(Tx tx, List<Moved> moved, Status status) {
        Set<UUID> listening = endpoints.wanting(
                tx, moved.stream().map(Moved::businessId).distinct().toList(), MESSAGE);
        List<Moved> heard =
                moved.stream().filter(it -> listening.contains(it.businessId())).toList();
        if (!heard.isEmpty()) {
            tell(tx, heard, status, null);
        }
    }

    /** All that is told is asked for at once, and queued in one call: so the queue locks the conversations' lanes in its order. */
    private void tell(Tx tx, List<Moved> moved, Status status, JsonNode errors) {
        Instant now = clock.now();
        Map<String, String> data = callbackData.of(tx, moved);
        Map<UUID, Correspondence> sides = correspondences.of(tx, moved);
        List<Webhook> all = new ArrayList<>();
        for (Moved it : moved) {
            Correspondence between = sides.get(it.conversationId());
            if (between != null) {
                Envelope envelope = new Envelope(between);
                ChatEvent.Party party = new ChatEvent.Party(it.businessId(), it.conversationId(), null);
                for (String id : it.messageIds()) {
                    all.add(webhook(
                            party, STATUS, id + ':' + status, envelope.status(id, status, now, data.get(id), errors)));
                }
            }
        }
        queue.add(tx, now, all);
    }

    /** What was sent to the shopper. */
    private static List<String> outboundIds(List<StoredMessage> messages) {
        return messages.stream()
                .filter(it -> it.direction() == Direction.OUTBOUND)
                .map(StoredMessage::id)
                .toList();
    }

    private Webhook webhook(ChatEvent.Party party, Envelope envelope, StoredMessage message, String data) {
        String id = message.id();
        return message.direction() == Direction.INBOUND
                ? webhook(party, MESSAGE, id, envelope.message(message))
                : webhook(
                        party,
                        STATUS,
                        id + ':' + message.status(),
                        envelope.status(id, message.status(), message.sentAt(), data));
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
