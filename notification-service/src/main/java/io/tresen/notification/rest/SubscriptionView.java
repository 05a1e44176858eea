package io.tresen.notification.rest;

import io.tresen.notification.ListedSubscription;
import io.tresen.notification.Subscription;
import java.time.Instant;
import java.util.UUID;

/** A subscription as the interface shows it (INTERFACE 9). */
public record SubscriptionView(UUID subscriptionId, UUID conversationId, String retailerId, Instant since) {

    static SubscriptionView of(Subscription it) {
        return new SubscriptionView(it.subscriptionId(), it.conversationId(), it.retailerId(), it.since());
    }

    static SubscriptionView of(ListedSubscription it) {
        return new SubscriptionView(it.subscriptionId, it.conversationId, it.retailerId, it.since);
    }
}
