package io.tresen.chat.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.WebSocketConnection;
import io.tresen.chat.MessageLog;
import io.tresen.chat.StoredMessage;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One open stream: sends what is behind its position, in order, one thread at a time however often it is woken. */
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
            Executor workers) {
        this.connection = connection;
        this.token = token;
        this.conversationId = conversationId;
        this.position = position;
        this.log = log;
        this.database = database;
        this.mapper = mapper;
        this.workers = workers;
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
            workers.execute(this::drain);
        }
    }

    private void drain() {
        int seen;
        do {
            seen = wakes.get();
            try {
                send();
            } catch (RuntimeException | JsonProcessingException e) {
                LOG.debugf("a stream waits: %s", e.toString()); // the next wake, at the latest the poll's, goes on
            }
        } while (wakes.addAndGet(-seen) != 0);
    }

    private void send() throws JsonProcessingException {
        List<StoredMessage> batch;
        do {
            batch = database.read(tx -> log.behind(tx, token.businessId(), conversationId, position, BATCH));
            for (StoredMessage message : batch) {
                boolean shopper = token.role() == Role.SHOPPER;
                connection.sendTextAndAwait(mapper.writeValueAsString(MessageView.of(message, shopper)));
                position = message.position();
            }
            if (!batch.isEmpty() && token.role() == Role.SHOPPER) {
                long sent = position;
                database.run(tx -> log.delivered(tx, token.businessId(), conversationId, sent));
            }
        } while (batch.size() == BATCH);
    }
}
