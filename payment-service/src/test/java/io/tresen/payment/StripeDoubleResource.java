package io.tresen.payment;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tresen.payment.provider.WebhookBodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Points the service at a provider's test double. The double itself is started by the tests ({@link ServiceUnderTest}),
 * on the port chosen here, so that it lives in the class loader that asks it what it was told.
 */
public final class StripeDoubleResource implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "tresen.test.stripe-port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty(PORT, Integer.toString(free.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "tresen.stripe.api-base", "http://127.0.0.1:" + System.getProperty(PORT),
                "tresen.stripe.api-key", "sk_test_local",
                "tresen.stripe.webhook-secret", WebhookBodies.SECRET,
                "tresen.stripe.read-timeout", "700ms",
                "tresen.payment.lease", "2s",
                "tresen.waiting.limit", "1s",
                "tresen.payment.transfer-waits", "3s");
    }

    @Override
    public void stop() {
        // the double goes with the JVM
    }
}
