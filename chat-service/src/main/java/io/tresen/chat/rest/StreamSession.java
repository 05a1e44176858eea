package io.tresen.chat.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tresen.chat.MessageLog;
import io.tresen.chat.StoredMessage;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One open stream: sends what is behind its position, in order, one thread at a time however often it is woken. A peer that
 * does not take a message within {@code patience} is cut off; it comes back with {@code after}.
 */
final class StreamSession {

    private static final Logger LOG = Logger.getLogger(StreamSession.class);
    private static final int BATCH = 50;

    private final WebSocketConnection connection;
    private final Token token;
    private final UUID conversationId;
    private final MessageLog log;
    private final Database database;
    private final ObjectMapper mapper;
    private final Executor workers;
    private final Duration patience;
    private final Runnable cutOff;
    private final AtomicInteger wakes = new AtomicInteger();
    private long position;

    StreamSession(
            WebSocketConnection connection,
            Token token,
            UUID conversationId,
            long position,
            MessageLog log,
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

    /** There may be something new. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            workers.execute(() -> next(wakes.get()));
        }
    }

    /** Reads on a worker, sends without one: a peer that takes nothing holds nobody's thread. */
    private void next(int seen) {
        MessageLog.Batch batch;
        try {
            batch = database.read(tx -> log.behind(tx, token.businessId(), conversationId, position, BATCH));
        } catch (RuntimeException e) {
            LOG.debugf("a stream waits: %s", e.toString()); // the next wake, at the latest the poll's, goes on
            rest(seen);
            return;
        }
        if (batch.messages().isEmpty()) {
            rest(seen);
            return;
        }
        Multi.createFrom()
                .iterable(batch.messages())
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .subscribe()
                .with(last -> workers.execute(() -> sent(last, batch.more(), seen)), slow -> cutOff.run());
    }

    private Uni<StoredMessage> send(StoredMessage message) {
        try {
            String text = mapper.writeValueAsString(MessageView.of(message, shopper()));
            return connection.sendText(text).ifNoItem().after(patience).fail().replaceWith(message);
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private void sent(StoredMessage last, boolean more, int seen) {
        position = last.position();
        if (shopper()) {
            try {
                database.run(tx -> log.delivered(tx, token.businessId(), conversationId, last.position()));
            } catch (RuntimeException e) {
                LOG.debugf("what was delivered is marked with the next message: %s", e.toString());
            }
        }
        if (more) {
            next(seen);
        } else {
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
