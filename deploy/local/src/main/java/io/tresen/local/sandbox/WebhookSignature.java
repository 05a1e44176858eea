package io.tresen.local.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stripe's webhook signature: {@code t=<seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>}. */
final class WebhookSignature {

    private WebhookSignature() {}

    static String header(String secret, String body, long nowSeconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((nowSeconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + nowSeconds + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
