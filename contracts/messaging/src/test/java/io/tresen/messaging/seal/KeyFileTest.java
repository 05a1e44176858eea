package io.tresen.messaging.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    Path folder;

    private long now = 1;
    private Path path;
    private KeyFile file;

    @BeforeEach
    void file() {
        path = folder.resolve("jwks.json");
        file = new KeyFile(path, () -> now);
    }

    private void publish(String... kids) throws Exception {
        List<JWK> keys = new ArrayList<>();
        for (String kid : kids) {
            keys.add(new ECKeyGenerator(Curve.P_256).keyID(kid).generate());
        }
        Files.writeString(path, new JWKSet(keys).toString(false));
    }

    @Test
    void aKeyPublishedMeanwhileIsFoundAtOnceButTheFileIsReadOnceASecondAtMost() throws Exception {
        publish("one");
        assertTrue(file.key("one").isPresent());
        publish("one", "two");
        now += TimeUnit.MILLISECONDS.toNanos(999);
        assertFalse(file.key("two").isPresent());
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertTrue(file.key("two").isPresent());
    }

    @Test
    void aKeyThatWasDroppedIsGoneAfter60Seconds() throws Exception {
        publish("one", "two");
        assertTrue(file.key("one").isPresent());
        publish("two");
        now += TimeUnit.SECONDS.toNanos(59);
        assertTrue(file.key("one").isPresent());
        now += TimeUnit.SECONDS.toNanos(1);
        assertFalse(file.key("one").isPresent());
    }

    @Test
    void aFileThatBreaksLeavesTheLastKeysInUse() throws Exception {
        publish("one");
        assertTrue(file.key("one").isPresent());
        Files.writeString(path, "{\"keys\": [");
        now += TimeUnit.SECONDS.toNanos(61);
        assertTrue(file.key("one").isPresent());
    }

    @Test
    void aFileThatWasNeverThereIsAnOutageUntilItComes() throws Exception {
        assertThrows(UncheckedIOException.class, () -> file.key("one"));
        publish("one");
        assertTrue(file.key("one").isPresent());
    }

    @Test
    void aKeyWithoutAnIdIsNobodys() throws Exception {
        Files.writeString(path, new JWKSet(new ECKeyGenerator(Curve.P_256).generate()).toString(false));
        assertEquals(java.util.Optional.empty(), file.key(null));
    }
}
