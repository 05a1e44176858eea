package io.tresen.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The gateway's process; configured by {@code tresen.gateway.*} system properties. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() ->
                        vertx.close().toCompletionStage().toCompletableFuture().join()));
        Gateway gateway = new Gateway(GatewaySettings.fromSystemProperties());
        vertx.deployVerticle(gateway)
                .onSuccess(id -> System.out.println("Gateway listens on " + gateway.port()))
                .onFailure(broken -> {
                    broken.printStackTrace();
                    System.exit(1);
                });
    }
}
