package io.tresen.chat.rest;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The private key that tokens are signed with, chat's alone: a JWK file, or the first private key of a JWKS file. Read again
 * every 60 s, so that a rotation needs no restart; while a new version can't be read the last one is used.
 */
@ApplicationScoped
class SigningKey {

    private static final Logger LOG = Logger.getLogger(SigningKey.class);
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(60);

    private final Optional<String> location;
    private ECKey key;
    private long readAt;

    SigningKey(@ConfigProperty(name = "tresen.signing-key.location") Optional<String> location, MeterRegistry metrics) {
        this.location = location;
        Gauge.builder("tresen.signing.key.age.seconds", this::ageS).register(metrics);
    }

    /** So that it is measured before the first token is signed. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("The signing key is %.0f s old", ageS());
    }

    /** By its {@code iat}; NaN for a key that has none, and while there is no key. */
    private double ageS() {
        try {
            Date made = current().getIssueTime();
            return made == null ? Double.NaN : Math.max(0, System.currentTimeMillis() - made.getTime()) / 1_000.0;
        } catch (RejectedException none) {
            return Double.NaN;
        }
    }

    /** The key. @throws io.tresen.messaging.RejectedException 503 when there is none */
    synchronized ECKey current() {
        if (key == null || System.nanoTime() - readAt >= FRESH_NS) {
            try {
                key = read(
                        Path.of(location.orElseThrow(() -> new IOException("tresen.signing-key.location is not set"))));
                readAt = System.nanoTime();
            } catch (IOException | ParseException e) {
                LOG.errorf("The signing key in %s can't be read: %s", location.orElse("no file"), Wordless.kind(e));
                if (key == null) {
                    throw Problem.unavailable().exception();
                }
            }
        }
        return key;
    }

    private static ECKey read(Path file) throws IOException, ParseException {
        String text = Files.readString(file);
        JWK found = text.contains("\"keys\"")
                ? JWKSet.parse(text).getKeys().stream()
                        .filter(it -> it instanceof ECKey && it.isPrivate())
                        .findFirst()
                        .orElseThrow(() -> new IOException("no private EC key in the set"))
                : JWK.parse(text);
        return found.toECKey();
    }
}
