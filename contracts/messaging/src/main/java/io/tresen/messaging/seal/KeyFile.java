package io.tresen.messaging.seal;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.tresen.messaging.Wordless;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * A JWKS file (RFC 7517) that is read again every 60 s, and at once for a key it does not have, at most once a second. While
 * a new version can't be read, the last one that could is used.
 */
public final class KeyFile {

    private static final Logger LOG = Logger.getLogger(KeyFile.class);
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final LongSupplier nanoTime;
    private JWKSet keys;
    private long readAt;

    /** @param location a path, with or without {@code file:} before it */
    public KeyFile(String location) {
        this(Path.of(location.startsWith("file:") ? location.substring("file:".length()) : location), System::nanoTime);
    }

    /** @param nanoTime what {@link System#nanoTime} says */
    public KeyFile(Path path, LongSupplier nanoTime) {
        this.path = path;
        this.nanoTime = nanoTime;
    }

    /** The key of this id. @throws UncheckedIOException when the file could never be read */
    public Optional<JWK> key(String kid) {
        return first(key -> key.getKeyID() != null && key.getKeyID().equals(kid));
    }

    /** The first key in the file's order that suits. @throws UncheckedIOException when the file could never be read */
    public synchronized Optional<JWK> first(Predicate<JWK> suits) {
        if (keys == null || nanoTime.getAsLong() - readAt >= FRESH_NS) {
            read();
        }
        Optional<JWK> found = keys.getKeys().stream().filter(suits).findFirst();
        if (found.isEmpty() && nanoTime.getAsLong() - readAt >= PAUSE_NS) {
            read();
            found = keys.getKeys().stream().filter(suits).findFirst();
        }
        return found;
    }

    private void read() {
        long now = nanoTime.getAsLong();
        try {
            keys = JWKSet.parse(Files.readString(path));
        } catch (IOException | ParseException e) {
            if (keys == null) {
                throw new UncheckedIOException(
                        "No keys in " + path, e instanceof IOException io ? io : new IOException(e));
            }
            LOG.warnf("The keys in %s can't be read, the last ones are used: %s", path, Wordless.kind(e));
        }
        readAt = now;
    }
}
