package io.tresen.engines.badinput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tresen.engines.access.AccessRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request in the making. It begins as the table's own, which would succeed. */
final class Draft {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String BASE64 = "base64:";
    private static final Pattern TOKEN = Pattern.compile("\"@token:(\\d+)@\"");

    final Target aim;
    final List<Map.Entry<String, String>> headers = new ArrayList<>();
    final List<String> query = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    String method;
    String path;
    JsonNode json;
    /** Instead of the JSON's bytes; null for those, or for no body. */
    byte[] raw;

    boolean chunked;
    boolean elsewhere;
    String mustBeRefusedAt;
    private final List<byte[]> tokens = new ArrayList<>();

    Draft(Target aim, Scene scene, Random random) {
        this.aim = aim;
        AccessRow row = aim.row();
        method = row.method();
        path = AccessRow.filled(row.path(), scene.things());
        if (!row.query().isEmpty()) {
            query.addAll(List.of(AccessRow.filled(row.query(), scene.things()).split("&")));
        }
        set("Host", "localhost");
        set("Accept", "application/json");
        // another each time (RFC 2544's range): so many tries of one address are refused as tries
        set(
                "X-Forwarded-For",
                "198." + (18 + random.nextInt(2)) + "." + random.nextInt(256) + "." + random.nextInt(256));
        String body = AccessRow.filled(row.body(), scene.things());
        if (aim.json()) {
            set("Content-Type", "application/json");
            json = body.isEmpty() ? JsonNodeFactory.instance.objectNode() : read(body);
        } else if (!body.isEmpty()) {
            raw = body.startsWith(BASE64)
                    ? Base64.getDecoder().decode(body.substring(BASE64.length()))
                    : body.getBytes(StandardCharsets.UTF_8);
        }
        row.headers().forEach((name, value) -> set(name, AccessRow.filled(value, scene.things())));
        if (method.equals("POST")) {
            set("Idempotency-Key", new UUID(random.nextLong(), random.nextLong()).toString());
        }
        String token = row.open() || row.ticket()
                ? null
                : scene.callers().ours().get(row.who().charAt(0));
        if (token != null) {
            set("Authorization", "Bearer " + token);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The table's own body is no JSON: " + body, e);
        }
    }

    /** Replaces a header; null takes it out. */
    void set(String name, String value) {
        headers.removeIf(it -> it.getKey().equalsIgnoreCase(name));
        if (value != null) {
            headers.add(Map.entry(name, value));
        }
    }

    /** A node that is written as these bytes, which no JSON library would write. */
    JsonNode token(byte[] bytes) {
        tokens.add(bytes);
        return JsonNodeFactory.instance.textNode("@token:" + (tokens.size() - 1) + "@");
    }

    JsonNode token(String text) {
        return token(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The body as it stands; null for none. */
    byte[] body() {
        if (raw != null || json == null) {
            return raw;
        }
        String text = json.toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (matcher.find()) {
            bytes.writeBytes(text.substring(from, matcher.start()).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(tokens.get(Integer.parseInt(matcher.group(1))));
            from = matcher.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    BadRequest done() {
        String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return new BadRequest(
                aim.row(),
                method,
                target,
                List.copyOf(headers),
                body(),
                chunked,
                List.copyOf(changes),
                changes.size() == 1 ? mustBeRefusedAt : null,
                elsewhere);
    }
}
