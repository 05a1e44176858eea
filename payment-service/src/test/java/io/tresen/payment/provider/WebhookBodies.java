package io.tresen.payment.provider;

import com.stripe.Stripe;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events as the provider signs them: {@code t=<seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>}. */
public final class WebhookBodies {

    public static final String SECRET = "whsec_local";

    private WebhookBodies() {}

    public static String event(String id, String type, JsonObject object) {
        return event(id, type, object, Stripe.API_VERSION);
    }

    public static String event(String id, String type, JsonObject object, String apiVersion) {
        return new JsonObject()
                .put("id", id)
                .put("object", "event")
                .put("api_version", apiVersion)
                .put("created", System.currentTimeMillis() / 1000)
                .put("data", new JsonObject().put("object", object))
                .put("livemode", false)
                .put("type", type)
                .encode();
    }

    public static String signature(String body) {
        return signature(body, SECRET, System.currentTimeMillis() / 1000);
    }

    public static String signature(String body, String secret, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
