package io.tresen.local;

import io.vertx.core.Future;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A process that is one verticle: up until {@code TERM}, ended at once when it can't start. */
public final class VerticleProcess {

    private VerticleProcess() {}

    /** @param started what to say once it serves */
    public static void run(Verticle verticle, Supplier<String> started) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> join(vertx.close())));
        try {
            join(vertx.deployVerticle(verticle));
            System.out.println(started.get());
        } catch (CompletionException broken) {
            // from this thread: on the event loop the exit would wait for the hook and the hook for the event loop
            System.err.println("It can not start: " + broken.getCause());
            System.exit(1);
        }
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
