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
import io.tresen.chat.StoredMessage.Status;
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
 * {@code tresen_whatsapp_arrivals_total} by {@code kind}. What is signed is an event: requests do not hold it up, and it takes
 * turns of its own.
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
        this.database = database.forEvents();
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
     *
     * @throws RejectedException when it names what is not known yet and nobody could wait for it: Meta repeats it, and nothing is taken
     *     in that would have to be answered now
     */
    void take(UUID businessId, ArrivedMessage message) {
        for (Reading reading : Reading.values()) {
            try {
                count(waiting.untilKnownOf(
                        businessId,
                        () -> take(businessId, message, reading, true),
                        ChatRejection.NOT_KNOWN_YET::is,
                        () -> take(businessId, message, reading, false)));
                return;
            } catch (RejectedException refusal) {
                if (Waiting.couldNotWait(refusal)) {
                    throw refusal;
                }
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
            Optional<Contact> known = contacts.find(tx, businessId, message.sender());
            if (message.isSystems() && known.isEmpty()) {
                return "ignored"; // nobody wrote, and nobody is here whom it could be about
            }
            Business business = businesses.get(tx, businessId);
            Contact contact = known.orElseGet(() -> open(tx, now, business, message));
            Posted posted =
                    as(reading, MessageReading.read(message.json(), business.currency(), age(message), id -> ids.ours(
                                    tx, businessId, id)
                            .filter(it -> it.conversationId().equals(contact.conversationId()))
                            .map(Ours::messageId)));
            String ourId = receiving
                    .take(tx, now, businessId, contact.conversationId(), posted, patient)
                    .orElseThrow(() -> new IllegalStateException("A contact's conversation is missing"));
            ids.keep(tx, businessId, message.metaId(), new Ours(contact.conversationId(), ourId));
            remember(tx, businessId, contact, message); // behind the conversation's lock, as everybody locks
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

    /**
     * On the wall clock, as Meta's; a clock of theirs that is ahead of ours makes no message younger than now. Null for what
     * Meta itself says: the shopper wrote nothing, so no window is open.
     */
    private static Duration age(ArrivedMessage message) {
        if (message.isSystems()) {
            return null;
        }
        Duration age =
                message.writtenAt() == null ? Duration.ZERO : Duration.between(message.writtenAt(), Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Keeps what the message tells of its sender: addresses, name, another number. */
    private void remember(Tx tx, UUID businessId, Contact contact, ArrivedMessage message) {
        Sender moved = message.movedTo();
        if (moved != null) {
            boolean taken = contacts.move(tx, businessId, contact, moved);
            shoppers.keepPhone(tx, businessId, contact.shopperId(), taken ? moved.phone() : null);
            return;
        }
        if (contacts.keep(tx, businessId, message.sender(), contact)) {
            shoppers.keepPhone(
                    tx, businessId, contact.shopperId(), message.sender().phone());
        }
        shoppers.find(tx, businessId, contact.shopperId())
                .filter(it -> message.name() != null && !message.name().equals(it.displayName()))
                .ifPresent(it -> shoppers.rename(tx, businessId, it.id(), message.name()));
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
        contacts.owns(tx, business.id(), contact.conversationId());
        contacts.keep(tx, business.id(), message.sender(), contact); // before the answer is queued
        if (message.sender().phone() != null) {
            shoppers.keepPhone(
                    tx, business.id(), contact.shopperId(), message.sender().phone());
        }
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
            if (ours.isPresent() && isOfAnotherAttempt(tx, businessId, ours.get(), status)) {
                return; // another one went out, and what becomes of that counts
            }
            if (ours.isPresent()) {
                sends.report(tx, clock.now(), businessId, ours.get(), status);
            } else {
                ids.keepStatus(tx, Instant.now(), businessId, status);
            }
        });
        count("status");
    }

    private boolean isOfAnotherAttempt(Tx tx, UUID businessId, Ours ours, ArrivedStatus status) {
        return status.status() == Status.FAILED
                && ids.metas(tx, businessId, ours.messageId())
                        .filter(it -> !it.equals(status.metaId()))
                        .isPresent();
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
