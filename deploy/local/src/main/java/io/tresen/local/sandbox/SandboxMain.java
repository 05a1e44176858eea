package io.tresen.local.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The sandbox's process; configured by {@code tresen.sandbox.*} system properties. */
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() ->
                        vertx.close().toCompletionStage().toCompletableFuture().join()));
        Sandbox sandbox = new Sandbox(SandboxSettings.fromSystemProperties());
        vertx.deployVerticle(sandbox)
                .onSuccess(id -> System.out.println("Payment sandbox listens on " + sandbox.port()))
                .onFailure(broken -> {
                    broken.printStackTrace();
                    System.exit(1);
                });
    }
}
