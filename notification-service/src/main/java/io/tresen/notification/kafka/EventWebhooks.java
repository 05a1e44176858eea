package io.tresen.notification.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.webhook.Webhook;
import io.tresen.messaging.webhook.WebhookEndpoints;
import io.tresen.messaging.webhook.WebhookQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Queues an event for the business's app, if it wants to be told of its type: id = the event's, lane = its order. */
@ApplicationScoped
class EventWebhooks {

    private final WebhookEndpoints endpoints;
    private final WebhookQueue queue;
    private final BusinessClock clock;
    private final ObjectMapper mapper;

    EventWebhooks(WebhookEndpoints endpoints, WebhookQueue queue, BusinessClock clock, ObjectMapper mapper) {
        this.endpoints = endpoints;
        this.queue = queue;
        this.clock = clock;
        this.mapper = mapper;
    }

    void tell(Tx tx, Event event, UUID orderId, Instant occurredAt) {
        if (endpoints.wants(tx, event.businessId(), event.type())) {
            queue.add(
                    tx,
                    clock.now(),
                    List.of(new Webhook(
                            event.businessId(), event.id(), orderId, event.type(), payload(event, occurredAt))));
        }
    }

    private byte[] payload(Event event, Instant occurredAt) {
        try {
            return mapper.writeValueAsBytes(EventJson.of(event, occurredAt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event can't be written as JSON", e);
        }
    }
}
