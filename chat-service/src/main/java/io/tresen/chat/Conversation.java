package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.StoredMessage.Direction;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.Flow;
import io.tresen.chat.assistant.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A conversation whose row is locked: what is said in it takes its position here and is saved with it. */
public final class Conversation {

    private static final Duration WINDOW = Duration.ofHours(24);

    /** Who has the floor. */
    public enum State {
        BOT,
        HUMAN,
        CLOSED
    }

    private final ChatEvent.Party party;
    private final boolean ofChannel;
    private final String locale;
    private final List<StoredMessage> fresh = new ArrayList<>();
    private State state;
    private boolean disclosed;
    private boolean disclosureOwed;
    private long position;
    private Instant lastInboundAt;
    private long checkoutNumber;
    private Cart cart;
    private Flow flow;
    private Instant awayToldAt;

    Conversation(
            ChatEvent.Party party,
            boolean ofChannel,
            String locale,
            State state,
            boolean disclosed,
            boolean disclosureOwed,
            long position,
            Instant lastInboundAt,
            long checkoutNumber,
            Cart cart,
            Flow flow,
            Instant awayToldAt) {
        this.party = party;
        this.ofChannel = ofChannel;
        this.locale = locale;
        this.state = state;
        this.disclosed = disclosed;
        this.disclosureOwed = disclosureOwed;
        this.position = position;
        this.lastInboundAt = lastInboundAt;
        this.checkoutNumber = checkoutNumber;
        this.cart = cart;
        this.flow = flow;
        this.awayToldAt = awayToldAt;
    }

    /**
     * Takes in what the shopper sent; a closed conversation is open again.
     *
     * @param age see {@link Posted}; what was written before the last message leaves the window as it is
     */
    StoredMessage hear(JsonNode posted, Instant now, Duration age) {
        if (age != null && (lastInboundAt == null || now.minus(age).isAfter(lastInboundAt))) {
            lastInboundAt = now.minus(age);
        }
        if (state == State.CLOSED) {
            state = State.BOT;
        }
        return take(Direction.INBOUND, Author.SHOPPER, Status.RECEIVED, now, posted, null, null, null);
    }

    /** Says something to the shopper; {@code eventId}: the event whose effect it is, or null. */
    StoredMessage say(Reply reply, Author author, Instant now, UUID eventId) {
        return say(reply, author, now, eventId, null);
    }

    /** As its namesake, by a person: {@code staffId}, null for a program. */
    StoredMessage say(Reply reply, Author author, Instant now, UUID eventId, UUID staffId) {
        if (reply.notice() != null && reply.notice().kind().equals("disclosure")) {
            disclosed = true;
            disclosureOwed = false;
        }
        return take(Direction.OUTBOUND, author, Status.SENT, now, reply.message(), reply, eventId, staffId);
    }

    private StoredMessage take(
            Direction direction,
            Author author,
            Status status,
            Instant now,
            JsonNode json,
            Reply reply,
            UUID eventId,
            UUID staffId) {
        position++;
        StoredMessage message = new StoredMessage(
                StoredMessage.idOf(id(), position),
                position,
                direction,
                author,
                now,
                status,
                reply == null ? null : reply.notice(),
                json,
                reply == null ? List.of() : reply.choices(),
                reply == null ? null : reply.about(),
                eventId,
                staffId,
                null,
                reply == null ? null : reply.afterTheWindow());
        fresh.add(message);
        return message;
    }

    /** True when the shopper wrote in the last 24 hours of business time. */
    boolean inWindow(Instant now) {
        return lastInboundAt != null && now.isBefore(lastInboundAt.plus(WINDOW));
    }

    void hand(State to) {
        state = to;
        disclosureOwed &= to != State.HUMAN;
    }

    /** A person handed back: the assistant has to say again that it is automatic. */
    void oweDisclosure() {
        disclosureOwed = true;
    }

    /** The shopper was told that nobody is there. */
    void toldAway(Instant now) {
        awayToldAt = now;
    }

    void shop(Cart newCart, Flow newFlow) {
        cart = newCart;
        flow = newFlow;
    }

    void spend(long number) {
        checkoutNumber = number;
    }

    public UUID id() {
        return party.conversationId();
    }

    ChatEvent.Party party() {
        return party;
    }

    /** True when its shopper came by one of the {@link Channels}, and not by the web chat. */
    boolean isOfChannel() {
        return ofChannel;
    }

    String locale() {
        return locale;
    }

    State state() {
        return state;
    }

    boolean disclosed() {
        return disclosed;
    }

    boolean disclosureOwed() {
        return disclosureOwed;
    }

    long position() {
        return position;
    }

    Instant lastInboundAt() {
        return lastInboundAt;
    }

    /** When the shopper was told last that nobody is there; null for never. */
    Instant awayToldAt() {
        return awayToldAt;
    }

    long checkoutNumber() {
        return checkoutNumber;
    }

    Cart cart() {
        return cart;
    }

    Flow flow() {
        return flow;
    }

    /** What was said since it was locked. */
    List<StoredMessage> fresh() {
        return fresh;
    }
}
