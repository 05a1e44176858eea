package io.tresen.messaging.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are needed again are kept encrypted, under a key that can be rotated. */
class KeptSecretsTest {

    private static final String SECRET = "s3cret ü";

    private final UUID shop = UUID.randomUUID();
    private final OctetSequenceKey old = key("one");

    @TempDir
    Path folder;

    @BeforeEach
    void aKey() throws IOException {
        write(old);
    }

    @Test
    void whatIsKeptIsRevealedToItsOwnerAlone() {
        String kept = secrets().keep(shop, SECRET);
        assertFalse(kept.contains(SECRET));
        assertEquals(SECRET, secrets().reveal(shop, kept));
        assertThrows(IllegalStateException.class, () -> secrets().reveal(UUID.randomUUID(), kept));
        assertNotEquals(kept, secrets().keep(shop, SECRET));
    }

    @Test
    void whatWasChangedIsNotRevealed() {
        String kept = secrets().keep(shop, SECRET);
        String changed = kept.substring(0, kept.length() - 3) + (kept.endsWith("AAA") ? "BBB" : "AAA");
        assertThrows(IllegalStateException.class, () -> secrets().reveal(shop, changed));
        assertThrows(IllegalStateException.class, () -> secrets().reveal(shop, "nothing"));
    }

    @Test
    void aRotationPutsTheNewKeyFirstAndKeepsTheOld() throws IOException {
        String before = secrets().keep(shop, SECRET);
        write(key("two"), old);
        assertEquals(SECRET, secrets().reveal(shop, before));
        String after = secrets().keep(shop, SECRET);
        write(old);
        assertThrows(UncheckedIOException.class, () -> secrets().reveal(shop, after));
        assertEquals(SECRET, secrets().reveal(shop, before));
    }

    @Test
    void withoutAKeyNothingIsKept() {
        assertThrows(UncheckedIOException.class, () -> new KeptSecrets((KeyFile) null).keep(shop, SECRET));
    }

    private KeptSecrets secrets() {
        return new KeptSecrets(new KeyFile(folder.resolve("secrets.json").toString()));
    }

    private void write(OctetSequenceKey... keys) throws IOException {
        Files.writeString(folder.resolve("secrets.json"), new JWKSet(List.<JWK>of(keys)).toString(false));
    }

    private static OctetSequenceKey key(String kid) {
        try {
            return new OctetSequenceKeyGenerator(256).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
