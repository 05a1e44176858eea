package io.tresen.chat.whatsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Opening;
import io.tresen.chat.Posted;
import io.tresen.chat.Receiving;
import io.tresen.chat.Shoppers;
import io.tresen.chat.assistant.ChoiceId;
import io.tresen.chat.assistant.Inbound;
import io.tresen.chat.whatsapp.Contacts.Contact;
import io.tresen.chat.whatsapp.MetaIds.Ours;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes in what Meta delivered, each message and each status in a transaction of its own and once. Counts them as
 * {@code tresen_whatsapp_arrivals_total} by {@code kind}.
 */
@ApplicationScoped
public class Arrivals {

    /** How the shopper's words are taken: as offered, as a deep link, or not obeyed. */
    private enum Reading {
        AS_ANSWERED,
        AS_DEEP_LINK,
        UNREAD
    }

    private final Database database;
    private final Businesses businesses;
    private final Contacts contacts;
    private final Opening opening;
    private final Shoppers shoppers;
    private final Receiving receiving;
    private final MetaIds ids;
    private final Sends sends;
    private final Waiting waiting;
    private final BusinessClock clock;
    private final MeterRegistry metrics;

    Arrivals(
            Database database,
            Businesses businesses,
            Contacts contacts,
            Opening opening,
            Shoppers shoppers,
            Receiving receiving,
            MetaIds ids,
            Sends sends,
            Waiting waiting,
            BusinessClock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.businesses = businesses;
        this.contacts = contacts;
        this.opening = opening;
        this.shoppers = shoppers;
        this.receiving = receiving;
        this.ids = ids;
        this.sends = sends;
        this.waiting = waiting;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Takes a message in, once. What it taps may have been offered by a message that we never had; Meta can't be told so, and
     * what is refused in one reading is taken in the next.
     */
    void take(UUID businessId, ArrivedMessage message) {
        for (Reading reading : Reading.values()) {
            try {
                count(waiting.untilKnown(
                        () -> take(businessId, message, reading, true),
                        ChatRejection.NOT_KNOWN_YET::is,
                        () -> take(businessId, message, reading, false)));
                return;
            } catch (RejectedException refusal) {
                if (reading == Reading.UNREAD) {
                    throw new IllegalStateException("An unread message was refused", refusal);
                }
            }
        }
    }

    private String take(UUID businessId, ArrivedMessage message, Reading reading, boolean patient) {
        return database.inTransaction(tx -> {
            contacts.lock(tx, businessId, message.sender());
            if (ids.ours(tx, businessId, message.metaId()).isPresent()) {
                return "duplicate";
            }
            Instant now = clock.now();
            Business business = businesses.get(tx, businessId);
            Contact contact = contact(tx, now, business, message);
            Posted posted =
                    as(reading, MessageReading.read(message.json(), business.currency(), age(message), id -> ids.ours(
                                    tx, businessId, id)
                            .filter(it -> it.conversationId().equals(contact.conversationId()))
                            .map(Ours::messageId)));
            String ourId = receiving
                    .take(tx, now, businessId, contact.conversationId(), posted, patient)
                    .orElseThrow(() -> new IllegalStateException("A contact's conversation is missing"));
            ids.keep(tx, businessId, message.metaId(), new Ours(contact.conversationId(), ourId));
            return posted.inbound() instanceof Inbound.Unread ? "unread" : "message";
        });
    }

    private static Posted as(Reading reading, Posted posted) {
        return switch (reading) {
            case AS_ANSWERED -> posted;
            case AS_DEEP_LINK ->
                posted.inbound() instanceof Inbound.Tapped tap && ChoiceId.isDeepLink(tap.id())
                        ? posted.meaning(posted.inbound(), null)
                        : posted.meaning(new Inbound.Unread(true), null);
            case UNREAD -> posted.meaning(new Inbound.Unread(true), null);
        };
    }

    /** On the wall clock, as Meta's; a clock of theirs that is ahead of ours makes no message younger than now. */
    private static Duration age(ArrivedMessage message) {
        Duration age =
                message.writtenAt() == null ? Duration.ZERO : Duration.between(message.writtenAt(), Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Contact contact(Tx tx, Instant now, Business business, ArrivedMessage message) {
        Sender sender = message.sender();
        Optional<Contact> known = contacts.find(tx, business.id(), sender);
        Contact contact = known.orElseGet(() -> open(tx, now, business, message));
        if (contacts.keep(tx, business.id(), sender, contact)) {
            shoppers.keepPhone(tx, business.id(), contact.shopperId(), sender.phone());
        }
        known.filter(it -> message.name() != null)
                .flatMap(it -> shoppers.find(tx, business.id(), it.shopperId()))
                .filter(it -> !message.name().equals(it.displayName()))
                .ifPresent(it -> shoppers.rename(tx, business.id(), it.id(), message.name()));
        return contact;
    }

    private Contact open(Tx tx, Instant now, Business business, ArrivedMessage message) {
        Contact contact = new Contact(Ids.v7(), Ids.v7());
        opening.open(
                tx,
                now,
                new ChatEvent.Party(business.id(), contact.conversationId(), contact.shopperId()),
                true,
                message.name(),
                null,
                message.json().get("referral"));
        return contact;
    }

    /** Takes a status in; one whose message is not known yet is kept for it. */
    void take(UUID businessId, ArrivedStatus status) {
        database.run(tx -> {
            Optional<Ours> echoed = status.callback() == null
                    ? Optional.empty()
                    : sends.conversationOf(tx, businessId, status.callback())
                            .map(conversation -> new Ours(conversation, status.callback()));
            Optional<UUID> lane =
                    echoed.or(() -> ids.ours(tx, businessId, status.metaId())).map(Ours::conversationId);
            lane.ifPresent(it -> sends.lock(tx, businessId, it));
            ids.lock(tx, businessId, status.metaId());
            Optional<Ours> ours = ids.ours(tx, businessId, status.metaId());
            if (ours.isEmpty() && echoed.isPresent()) {
                ours = echoed;
                sends.settled(tx, clock.now(), businessId, echoed.get(), status.metaId());
            }
            if (ours.isPresent()) {
                sends.report(tx, businessId, ours.get(), status);
            } else {
                ids.keepStatus(tx, Instant.now(), businessId, status);
            }
        });
        count("status");
    }

    private void count(String kind) {
        metrics.counter("tresen.whatsapp.arrivals", "kind", kind).increment();
    }

    /** Counts what was not taken in. */
    void passedOver(String kind, int number) {
        if (number > 0) {
            metrics.counter("tresen.whatsapp.arrivals", "kind", kind).increment(number);
        }
    }
}
