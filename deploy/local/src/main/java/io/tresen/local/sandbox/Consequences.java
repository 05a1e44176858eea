package io.tresen.local.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Makes changes durable and lets follow what follows from them: events go out, payments and refunds settle later. */
final class Consequences {

    private final Vertx vertx;
    private final Context loop;
    private final Book book;
    private final PaymentIntents intents;
    private final Refunds refunds;
    private final Webhooks webhooks;

    /** Must be made on the event loop that uses the book. */
    Consequences(Vertx vertx, Book book, PaymentIntents intents, Refunds refunds, SandboxSettings settings) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.book = book;
        this.intents = intents;
        this.refunds = refunds;
        this.webhooks = new Webhooks(vertx, settings, event -> commit(new Change().delivered(event.id())));
    }

    /** Takes up what a sudden end left: events not delivered, payments and refunds not settled. */
    void resume() {
        book.undelivered().forEach(webhooks::send);
        intents.processing().forEach(this::settleLater);
        refunds.unsettled().forEach(this::settleLater);
    }

    /**
     * Completes once the change is on disk, on the event loop; the value completes once its event was tried.
     */
    Future<Future<Void>> commit(Change change) {
        Promise<Future<Void>> promise = Promise.promise();
        book.record(change)
                .whenComplete((done, broken) -> loop.runOnContext(now -> {
                    if (broken != null) {
                        // Memory holds what the disk does not. Only a new process, which reads the disk, tells the
                        // truth.
                        System.err.println("The journal can't be written: " + broken.getMessage());
                        Runtime.getRuntime().halt(1);
                    }
                    promise.complete(follow(change));
                }));
        return promise.future();
    }

    private Future<Void> follow(Change change) {
        if (change.intent() != null && change.intent().settleAtMs() != null) {
            settleLater(change.intent());
        }
        if (change.refund() != null && change.refund().settleAtMs() != null) {
            settleLater(change.refund());
        }
        return change.event() == null ? Future.succeededFuture() : webhooks.send(change.event());
    }

    private void settleLater(PaymentIntent intent) {
        at(intent.settleAtMs(), () -> intents.settled(intent.id()));
    }

    private void settleLater(Refund refund) {
        at(refund.settleAtMs(), () -> refunds.settled(refund.id()));
    }

    private void at(long epochMs, Supplier<Change> change) {
        long delayMs = Math.max(1, epochMs - System.currentTimeMillis());
        vertx.setTimer(delayMs, timer -> commit(change.get()));
    }
}
