package io.tresen.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A key pair to seal and open with, a clock that can be moved, and less patience than in life. */
public final class OrderTestKeys implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("tresen-order-test");
            JWKSet keys = new JWKSet(
                    new ECKeyGenerator(Curve.P_256).keyID("order-test").generate());
            Path mine = Files.writeString(folder.resolve("seal-keys.json"), keys.toString(false));
            Path theirs = Files.writeString(folder.resolve("seal-recipients.json"), keys.toString(true));
            return Map.of(
                    "tresen.seal.keys.location", mine.toString(),
                    "tresen.seal.recipients.location", theirs.toString(),
                    "tresen.local", "true",
                    "tresen.waiting.limit", "1500ms",
                    "tresen.order.checkout-waits", "4s",
                    "tresen.order.stock-waits", "2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
