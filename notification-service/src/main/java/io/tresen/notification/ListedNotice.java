package io.tresen.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A notice as lists read it; written by {@link Notices} alone. */
@Entity
@Table(name = "notice")
public class ListedNotice {

    @Id
    @Column(name = "notice_id")
    public UUID noticeId;

    @Column(name = "business_id")
    public UUID businessId;

    @Column(name = "number")
    public long number;

    @Column(name = "product_id")
    public UUID productId;

    @Column(name = "retailer_id")
    public String retailerId;

    @Column(name = "conversation_id")
    public UUID conversationId;

    @Column(name = "state")
    public String state;

    @Column(name = "reason")
    public String reason;

    @Column(name = "at")
    public Instant at;
}
