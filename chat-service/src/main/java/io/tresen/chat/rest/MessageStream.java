package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import io.tresen.chat.ChatEvent.MessagePushed;
import io.tresen.chat.Conversations;
import io.tresen.chat.DeliveredMarks;
import io.tresen.chat.MessageLog;
import io.tresen.chat.ReadMarks;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.Streams;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.RevokedTokens;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.rest.Tokens;
import io.tresen.messaging.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Pushes a conversation's messages, the objects of the list, one per frame (INTERFACE 3). The token comes as a subprotocol
 * or as the first frame, which may be {@code {"token": "…"}}; then come the messages behind the query parameter
 * {@code after}, or those from now on. A shopper is told by a {@link MarkFrame} how far the shop has read, and that it is
 * writing. The frame {@code {"type":"ping"}} is answered by {@code {"type":"pong"}}: a browser can't send WebSocket's own.
 * Close codes: 4401 no valid token, 4404 not its conversation, 4408 it takes
 * nothing (come back with {@code after}), 4429 the token has
 * opened newer ones (5 a shopper's, 100 a business's, on each replica).
 */
@WebSocket(path = "/chat/v1/conversations/{id}/stream")
public class MessageStream {

    private static final Logger LOG = Logger.getLogger(MessageStream.class);
    private static final Duration TIME_FOR_TOKEN = Duration.ofSeconds(10);
    private static final CloseReason UNAUTHORIZED = new CloseReason(4401, "unauthorized");
    private static final CloseReason NOT_FOUND = new CloseReason(4404, "not-found");
    private static final CloseReason TOO_SLOW = new CloseReason(4408, "too-slow");
    private static final CloseReason TOO_MANY = new CloseReason(4429, "too-many-streams");
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final int MOST_OF_SHOPPER = 5;
    private static final int MOST_OF_BUSINESS = 100;
    private static final int SECONDS_BETWEEN_LOOKS = 10;

    private final Tokens tokens;
    private final RevokedTokens revoked;
    private final Conversations conversations;
    private final MessageLog log;
    private final ReadMarks marks;
    private final DeliveredMarks delivered;
    private final BusinessClock clock;
    private final Streams streams;
    private final Database database;
    private final ObjectMapper mapper;
    private final Duration patience;
    private final Counter cut;
    private final Executor readers = new StreamReaders();
    private final AtomicInteger looks = new AtomicInteger();
    private final Map<String, StreamSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, LongConsumer> wakes = new ConcurrentHashMap<>();
    private final Map<String, WebSocketConnection> unknown = new ConcurrentHashMap<>();

    MessageStream(
            Tokens tokens,
            RevokedTokens revoked,
            Conversations conversations,
            MessageLog log,
            ReadMarks marks,
            DeliveredMarks delivered,
            BusinessClock clock,
            Streams streams,
            Database database,
            ObjectMapper mapper,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.stream.patience", defaultValue = "10S") Duration patience) {
        this.tokens = tokens;
        this.revoked = revoked;
        this.conversations = conversations;
        this.log = log;
        this.marks = marks;
        this.delivered = delivered;
        this.clock = clock;
        this.streams = streams;
        this.database = database.forClients();
        this.mapper = mapper;
        this.patience = patience;
        metrics.gaugeMapSize("tresen.streams.open", Tags.empty(), sessions);
        this.cut = metrics.counter("tresen.streams.cut");
    }

    @OnOpen
    @Blocking
    public void open(WebSocketConnection connection, @PathParam("id") String id) {
        String token = StreamTokens.in(connection.handshakeRequest().header("Sec-WebSocket-Protocol"));
        if (token == null) {
            unknown.put(connection.id(), connection);
        } else {
            begin(connection, id, token);
        }
    }

    @OnTextMessage
    @Blocking
    public void frame(String text, WebSocketConnection connection, @PathParam("id") String id) {
        if (unknown.remove(connection.id()) != null) {
            begin(connection, id, token(text));
        } else if (text.equals(PING)) {
            connection.sendText(PONG).subscribe().with(sent -> {}, gone -> {});
        }
    }

    @OnClose
    public void close(WebSocketConnection connection) {
        unknown.remove(connection.id());
        StreamSession session = sessions.remove(connection.id());
        if (session != null) {
            streams.leave(session.conversationId(), wakes.remove(connection.id()));
        }
    }

    @OnError
    public void failed(WebSocketConnection connection, Throwable error) {
        LOG.debugf("a stream ends: %s", error.toString());
        connection.close(CloseReason.INTERNAL_SERVER_ERROR).subscribe().with(done -> {}, again -> {});
    }

    private static String token(String frame) {
        String text = frame.strip();
        return text.startsWith("{") ? text.replaceAll("(?s)^.*\"token\"\\s*:\\s*\"([^\"]*)\".*$", "$1") : text;
    }

    private void begin(WebSocketConnection connection, String idText, String jwt) {
        Token token;
        try {
            token = tokens.verify(jwt);
        } catch (RejectedException e) {
            connection.closeAndAwait(UNAUTHORIZED);
            return;
        }
        UUID id = Ids.parse(idText);
        boolean own = token.role() == Role.BUSINESS || token.conversationId().equals(id);
        long from = own && id != null ? database.read(tx -> start(tx, connection, token, id)) : -1;
        if (from < 0) {
            connection.closeAndAwait(NOT_FOUND);
            return;
        }
        StreamSession session = new StreamSession(
                connection,
                token,
                id,
                from,
                log,
                marks,
                delivered,
                clock,
                database,
                mapper,
                readers,
                patience,
                () -> cutOff(connection));
        LongConsumer wake = session::wake;
        endOldest(token);
        sessions.put(connection.id(), session);
        wakes.put(connection.id(), wake);
        streams.listen(id, wake);
        session.wake(MessagePushed.MARKS);
        if (connection.isClosed()) {
            close(connection); // it went while this was being set up
        }
    }

    /** One client more than a token may have open ends the one that was opened first: it may be dead without knowing. */
    private void endOldest(Token token) {
        List<WebSocketConnection> open = sessions.values().stream()
                .filter(it -> it.token().id().equals(token.id()))
                .map(StreamSession::connection)
                .sorted(Comparator.comparing(WebSocketConnection::creationTime))
                .toList();
        int most = token.role() == Role.SHOPPER ? MOST_OF_SHOPPER : MOST_OF_BUSINESS;
        for (int i = 0; i <= open.size() - most; i++) {
            end(open.get(i), TOO_MANY);
        }
    }

    /** Position to begin behind; negative when the tenant has no such conversation. */
    private long start(io.tresen.messaging.db.Tx tx, WebSocketConnection connection, Token token, UUID id) {
        if (conversations.shopperOf(tx, token.businessId(), id).isEmpty()) {
            return -1;
        }
        String query = connection.handshakeRequest().query();
        String after = query != null && query.startsWith("after=") ? query.substring("after=".length()) : null;
        return after == null
                ? log.lastPosition(tx, token.businessId(), id)
                : log.find(tx, token.businessId(), id, after)
                        .map(StoredMessage::position)
                        .orElse(0L);
    }

    /** Ends the streams of tokens that were revoked or ran out, and sockets that never showed one. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        Instant now = Instant.now();
        sessions.values().stream()
                .filter(it -> revoked.isRevoked(it.token().id())
                        || it.token().expiresAt().isBefore(now))
                .forEach(it -> end(it.connection(), UNAUTHORIZED));
        unknown.values().stream()
                .filter(it -> it.creationTime().plus(TIME_FOR_TOKEN).isBefore(now))
                .forEach(it -> end(it, UNAUTHORIZED));
    }

    /** A wake-up that was lost costs ten of these and nothing else: each second some streams look, and ten seconds later again. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int now = Math.floorMod(looks.getAndIncrement(), SECONDS_BETWEEN_LOOKS);
        sessions.forEach((id, session) -> {
            if (Math.floorMod(id.hashCode(), SECONDS_BETWEEN_LOOKS) == now) {
                session.wake(MessagePushed.MARKS);
            }
        });
    }

    /** Its socket may take no closing frame either: the server's idle time-out ends that. */
    private void cutOff(WebSocketConnection connection) {
        cut.increment();
        close(connection);
        end(connection, TOO_SLOW);
    }

    private static void end(WebSocketConnection connection, CloseReason reason) {
        connection.close(reason).subscribe().with(done -> {}, again -> {});
    }
}
