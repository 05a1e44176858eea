package io.tresen.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A subscription as lists read it; written by {@link Subscriptions} alone. */
@Entity
@Table(name = "subscription")
public class ListedSubscription {

    @Id
    @Column(name = "subscription_id")
    public UUID subscriptionId;

    @Column(name = "business_id")
    public UUID businessId;

    @Column(name = "place")
    public long place;

    @Column(name = "product_id")
    public UUID productId;

    @Column(name = "retailer_id")
    public String retailerId;

    @Column(name = "conversation_id")
    public UUID conversationId;

    @Column(name = "state")
    public String state;

    @Column(name = "since")
    public Instant since;

    @Column(name = "lapses_at")
    public Instant lapsesAt;
}
