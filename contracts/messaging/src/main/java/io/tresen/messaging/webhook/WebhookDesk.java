package io.tresen.messaging.webhook;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What services' webhook resources have in common: they differ in paths, and in what they call a lane. */
@ApplicationScoped
public class WebhookDesk {

    private final WebhookEndpoints endpoints;
    private final WebhookLog log;
    private final WebhookCalls calls;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;

    WebhookDesk(
            WebhookEndpoints endpoints,
            WebhookLog log,
            WebhookCalls calls,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock) {
        this.endpoints = endpoints;
        this.log = log;
        this.calls = calls;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** What to send again: queued from {@code from} to before {@code to}, ended as {@code state}, or either way. */
    public record Span(Instant from, Instant to, String state) {}

    /** How many are sent again. */
    public record Replayed(int replayed) {}

    private enum Ended {
        DELIVERED,
        FAILED
    }

    /** The field {@code /url}; null where a fault was noted. */
    public WebhookUrl url(Fields fields, String text) {
        if (fields.required("/url", text) == null) {
            return null;
        }
        WebhookUrl url = WebhookUrl.read(text, calls.local()).orElse(null);
        if (url == null) {
            fields.add("/url", WebhookUrl.cure(calls.local()));
        }
        return url;
    }

    /** Sets the caller's endpoint, whose text was checked; {@code events} null for all. */
    public WebhookEndpoints.Endpoint put(String url, String secret, List<String> events) {
        return database.inTransaction(tx -> endpoints.put(tx, now(), caller.businessId(), url, secret, events));
    }

    /** The caller's endpoint. @throws io.tresen.messaging.RejectedException 404 */
    public WebhookEndpoints.Endpoint read() {
        return database.read(tx -> endpoints.find(tx, caller.businessId()))
                .orElseThrow(() -> Problem.notFound().exception());
    }

    /** Tells the caller's app no more. @throws io.tresen.messaging.RejectedException 404 */
    public void stop() {
        if (!database.inTransaction(tx -> endpoints.remove(tx, now(), caller.businessId()))) {
            throw Problem.notFound().exception();
        }
    }

    /** The caller's deliveries, newest first, by the query parameters of these names. */
    public <V> Page<V> page(String stateText, String cursorText, String limitText, Function<WebhookLog.Line, V> view) {
        int limit = Page.limit(limitText);
        WebhookLog.State state = Params.word("state", stateText, WebhookLog.State.class);
        Cursor cursor = Cursor.read(cursorText, Long.class);
        long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
        return Page.of(
                database.read(tx -> log.newestFirst(tx, caller.businessId(), state, before, limit + 1)),
                limit,
                view,
                last -> Cursor.of(last.number()));
    }

    /** 202 with the delivery, which is sent again; 404. */
    public Response replay(UUID id, Function<WebhookLog.Line, ?> view) {
        return idempotency.optional(tx -> {
            if (!log.replay(tx, now(), caller.businessId(), id)) {
                throw Problem.notFound().exception();
            }
            return Answer.of(
                    202, log.find(tx, caller.businessId(), id).map(view).orElseThrow());
        });
    }

    /** 202 with the number of deliveries, which are sent again; 422. */
    public Response replay(Span span) {
        Fields fields = new Fields();
        fields.required("/from", span.from());
        fields.required("/to", span.to());
        Ended ended = fields.optionalWord("/state", span.state(), Ended.class);
        fields.check();
        WebhookLog.State state = ended == null ? null : WebhookLog.State.valueOf(ended.name());
        return idempotency.optional(tx -> Answer.of(
                202, new Replayed(log.replay(tx, now(), caller.businessId(), state, span.from(), span.to()))));
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
