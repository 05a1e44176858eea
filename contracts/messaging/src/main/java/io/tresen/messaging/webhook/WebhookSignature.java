package io.tresen.messaging.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which an app knows that a webhook is ours and unaltered. Source: Meta, "Webhooks: validating payloads"; the
 * HMAC is RFC 2104's over the raw body, under the secret's UTF-8 bytes.
 */
public final class WebhookSignature {

    public static final String HEADER = "X-Hub-Signature-256";

    private static final String HMAC = "HmacSHA256";

    private WebhookSignature() {}

    /** The header's value: {@code sha256=} and 64 hex digits in lower case. */
    public static String of(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
