package io.tresen.chat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Order-service's key pair, made for the run, so that a test can open what chat seals. */
public class SealKeys implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID("order-test").generate();
            Path folder = Files.createTempDirectory("tresen-chat-seal");
            Path recipients = folder.resolve("recipients.json");
            Path own = folder.resolve("own.json");
            Files.writeString(recipients, new JWKSet(key.toPublicJWK()).toString());
            Files.writeString(own, new JWKSet(key).toString(false));
            return Map.of(
                    "tresen.seal.recipients.location", recipients.toString(),
                    "tresen.seal.keys.location", own.toString());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the folder is the machine's temporary one
    }
}
