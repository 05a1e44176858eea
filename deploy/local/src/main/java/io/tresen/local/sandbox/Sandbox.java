package io.tresen.local.sandbox;

import io.tresen.local.sandbox.Outcome.Manner;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/**
 * The sandbox as one verticle: its HTTP server and its book, on one event loop. Stripe's paths are in {@link StripeApi},
 * ours in {@link SandboxPages}.
 */
public final class Sandbox extends AbstractVerticle {

    private static final int BODY_LIMIT = 1 << 20;

    private final SandboxSettings settings;
    private Book book;
    private Consequences consequences;
    private IdempotencyKeys keys;
    private StripeApi api;
    private SandboxPages pages;
    private HttpServer server;

    public Sandbox(SandboxSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(Promise<Void> started) throws IOException {
        book = Book.open(settings.directory());
        PaymentIntents intents = new PaymentIntents(book, settings, this::port);
        Refunds refunds = new Refunds(book, settings);
        keys = new IdempotencyKeys(book);
        api = new StripeApi(intents, refunds, keys);
        consequences = new Consequences(vertx, book, intents, refunds, settings);
        pages = new SandboxPages(book, intents, consequences);
        vertx.setPeriodic(3_600_000, hourly -> book.forgetOldAnswers(System.currentTimeMillis() / 1000));
        server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(settings.port()));
        server.requestHandler(this::handle);
        server.listen()
                .onSuccess(listening -> consequences.resume())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public void stop() {
        book.close();
    }

    private void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= BODY_LIMIT) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (body.length() > BODY_LIMIT) {
                answer(request, Outcome.refused(StripeError.tooLarge(), new Change()), null);
            } else if (request.path().startsWith("/sandbox/")) {
                pages.handle(request, body);
            } else {
                stripe(request, body);
            }
        });
    }

    private void stripe(HttpServerRequest request, Buffer body) {
        String key = request.getHeader("Idempotency-Key");
        Outcome outcome;
        try {
            StripeForm form =
                    StripeForm.parse(request.method().name().equals("GET") ? request.query() : body.toString());
            outcome =
                    api.answer(request.method().name(), request.path(), form, request.getHeader("Authorization"), key);
        } catch (StripeError unreadable) {
            outcome = Outcome.refused(unreadable, new Change());
        }
        answer(request, outcome, outcome.change().answer() == null ? null : key);
    }

    /** @param runningKey to be released once the answer is out; null where the request holds none */
    private void answer(HttpServerRequest request, Outcome outcome, String runningKey) {
        consequences.commit(outcome.change()).onSuccess(eventTried -> {
            if (outcome.manner() == Manner.NEVER) {
                vertx.setTimer(settings.hang().toMillis(), over -> {
                    keys.finished(runningKey);
                    request.connection().close();
                });
                return;
            }
            Future<Void> before = outcome.manner() == Manner.AFTER_EVENT ? eventTried : Future.succeededFuture();
            before.onComplete(ready -> {
                keys.finished(runningKey);
                write(request, outcome);
            });
        });
    }

    private static void write(HttpServerRequest request, Outcome outcome) {
        if (outcome.replayed()) {
            request.response().putHeader("Idempotent-Replayed", "true");
        }
        request.response()
                .setStatusCode(outcome.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Request-Id", Ids.next("req"))
                .putHeader("Stripe-Version", Event.API_VERSION)
                .end(outcome.body());
    }
}
