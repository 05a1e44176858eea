package io.tresen.messaging.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Source of the examples: RFC 4231, test case 2, and the same with openssl dgst -sha256 -hmac. */
class WebhookSignatureTest {

    @Test
    void theHeaderIsTheHexHmacOfTheRawBody() {
        assertEquals(
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                WebhookSignature.of("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytesThatAreNoTextAreSignedAsTheyAre() {
        // RFC 4231, test case 3 has bytes as its key; 0xaa is no UTF-8, so only the data are taken from it
        byte[] body = HexFormat.of().parseHex("dd".repeat(50));
        assertEquals(71, WebhookSignature.of("ü", body).length());
    }
}
