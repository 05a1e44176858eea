package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyedCipherTest {

    private static final byte[] HASH = RequestFacts.sha256("scope and key".getBytes(StandardCharsets.UTF_8));
    private static final byte[] SECRET = "{\"client_secret\":\"s\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aKeptSecretIsReadBackWithTheCallersKeyOnly() {
        byte[] kept = new KeyedCipher("a-key-of-the-caller-0001", HASH).encrypt(SECRET);
        assertArrayEquals(SECRET, new KeyedCipher("a-key-of-the-caller-0001", HASH).decrypt(kept));
        assertThrows(
                IllegalStateException.class, () -> new KeyedCipher("a-key-of-the-caller-0002", HASH).decrypt(kept));
        byte[] otherRow = RequestFacts.sha256(new byte[1]);
        assertThrows(
                IllegalStateException.class, () -> new KeyedCipher("a-key-of-the-caller-0001", otherRow).decrypt(kept));
    }

    @Test
    void aKeptSecretDoesNotLookLikeItselfNorTwiceTheSame() {
        KeyedCipher cipher = new KeyedCipher("a-key-of-the-caller-0001", HASH);
        byte[] kept = cipher.encrypt(SECRET);
        assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("client_secret"));
        assertFalse(Arrays.equals(kept, cipher.encrypt(SECRET)));
    }

    @Test
    void whatIsKeptOfABodyTellsSameFromOtherToWhoeverHasTheKeyAndNothingToAnybodyElse() {
        byte[] body = RequestFacts.sha256("{\"password\":\"guess me\"}".getBytes(StandardCharsets.UTF_8));
        byte[] kept = new KeyedCipher("a-key-of-the-caller-0001", HASH).mac(body);
        assertArrayEquals(kept, new KeyedCipher("a-key-of-the-caller-0001", HASH).mac(body));
        assertFalse(Arrays.equals(kept, new KeyedCipher("a-key-of-the-caller-0002", HASH).mac(body)));
        assertFalse(Arrays.equals(kept, body));
    }
}
