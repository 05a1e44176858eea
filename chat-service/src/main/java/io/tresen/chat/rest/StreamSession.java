package io.tresen.chat.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tresen.chat.DeliveredMarks;
import io.tresen.chat.MessageLog;
import io.tresen.chat.ReadMarks;
import io.tresen.chat.StoredMessage;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One open stream: sends what is behind its position, in order, one thread at a time however often it is woken. A peer that
 * does not take a message within {@code patience} is cut off; it comes back with {@code after}. A read that fails since there is
 * no connection, or no database, is repeated after a short pause until the peer has gone: nobody might wake this stream again.
 */
final class StreamSession {

    private static final Logger LOG = Logger.getLogger(StreamSession.class);
    private static final int BATCH = 50;

    /** Before a read is repeated: random, so that streams that were refused together don't come back together. */
    private static final int SHORTEST_PAUSE_MS = 250;

    private static final int LONGEST_PAUSE_MS = 1000;

    private final WebSocketConnection connection;
    private final Token token;
    private final UUID conversationId;
    private final MessageLog log;
    private final ReadMarks marks;
    private final DeliveredMarks delivered;
    private final BusinessClock clock;
    private final Database database;
    private final ObjectMapper mapper;
    private final Executor workers;
    private final Duration patience;
    private final Runnable cutOff;
    private final AtomicInteger wakes = new AtomicInteger();
    /** Up to which it has read; what it read is sent, or the stream ends. */
    private volatile long position;

    private ReadMarks.Marks told = ReadMarks.Marks.NONE;

    StreamSession(
            WebSocketConnection connection,
            Token token,
            UUID conversationId,
            long position,
            MessageLog log,
            ReadMarks marks,
            DeliveredMarks delivered,
            BusinessClock clock,
            Database database,
            ObjectMapper mapper,
            Executor workers,
            Duration patience,
            Runnable cutOff) {
        this.connection = connection;
        this.token = token;
        this.conversationId = conversationId;
        this.position = position;
        this.log = log;
        this.marks = marks;
        this.delivered = delivered;
        this.clock = clock;
        this.database = database;
        this.mapper = mapper;
        this.workers = workers;
        this.patience = patience;
        this.cutOff = cutOff;
    }

    Token token() {
        return token;
    }

    UUID conversationId() {
        return conversationId;
    }

    WebSocketConnection connection() {
        return connection;
    }

    /**
     * There may be something new.
     *
     * @param last position of the conversation's last message: who has read that far reads nothing, and so an event that comes back by
     *     the topic costs nothing; 0 where something else may be new
     */
    void wake(long last) {
        if (last > 0 && last <= position) {
            return;
        }
        if (wakes.getAndIncrement() == 0) {
            workers.execute(() -> next(wakes.get()));
        }
    }

    /** What there is to tell, read at one moment. */
    private record Look(MessageLog.Batch batch, ReadMarks.Marks marks) {}

    /** Reads on a worker, sends without one: a peer that takes nothing holds nobody's thread. */
    private void next(int seen) {
        Look look;
        try {
            look = database.read(tx -> new Look(
                    log.behind(tx, token.businessId(), conversationId, position, BATCH),
                    shopper() ? marks.of(tx, token.businessId(), conversationId) : ReadMarks.Marks.NONE));
        } catch (RuntimeException e) {
            LOG.debugf("a stream waits: %s", e.toString());
            if (Outage.isOne(e) && !connection.isClosed()) {
                later();
            } else {
                rest(seen); // the next wake, at the latest the poll's, goes on
            }
            return;
        }
        List<StoredMessage> messages = look.batch().messages();
        if (!messages.isEmpty()) {
            position = messages.get(messages.size() - 1).position();
        }
        List<Object> frames = frames(look);
        if (frames.isEmpty()) {
            rest(seen);
            return;
        }
        Multi.createFrom()
                .iterable(frames)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .subscribe()
                .with(last -> workers.execute(() -> sent(look, seen)), slow -> cutOff.run());
    }

    private void later() {
        int pause = ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, workers).execute(() -> next(wakes.get()));
    }

    /** The messages, and behind the last of them what has changed about those that are known. */
    private List<Object> frames(Look look) {
        List<Object> frames = new ArrayList<>();
        MessageLog.Batch batch = look.batch();
        batch.messages().forEach(it -> frames.add(MessageView.of(it, shopper(), batch.readPosition())));
        if (batch.more()) {
            return frames;
        }
        if (look.marks().readPosition() > told.readPosition()) {
            frames.add(MarkFrame.read(
                    StoredMessage.idOf(conversationId, look.marks().readPosition())));
        }
        Instant until = look.marks().typingUntil();
        if (until != null && !until.equals(told.typingUntil())) {
            MarkFrame.typing(Duration.between(clock.now(), until)).ifPresent(frames::add);
        }
        return frames;
    }

    private Uni<Void> send(Object frame) {
        try {
            String text = mapper.writeValueAsString(frame);
            return connection.sendText(text).ifNoItem().after(patience).fail();
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private void sent(Look look, int seen) {
        if (!look.batch().messages().isEmpty() && shopper()) {
            delivered.note(new MessageLog.Reached(token.businessId(), conversationId, position));
        }
        if (look.batch().more()) {
            next(seen);
        } else {
            told = look.marks();
            rest(seen);
        }
    }

    /** Goes on when it was woken in the meantime. */
    private void rest(int seen) {
        int since = wakes.addAndGet(-seen);
        if (since != 0) {
            workers.execute(() -> next(since));
        }
    }

    private boolean shopper() {
        return token.role() == Role.SHOPPER;
    }
}
