package io.tresen.local;

import io.tresen.messaging.deploy.SchemaRegistration;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Which schema each id of the registry means, kept beside the data. The records in Kafka name their schema by id, so a
 * registry that lost or reassigned one makes them unreadable, or worse, readable as something else.
 */
record SchemaBook(Path file) {

    /**
     * Compares what the registry holds with the last start, then registers what is new.
     *
     * @throws LaunchFailure when an id is gone or means another schema; nothing was registered then
     */
    void register(int registryPort) {
        try {
            JsonObject all = known();
            all.fieldNames().forEach(id -> compare(registryPort, id, all.getJsonObject(id)));
            Map<String, Integer> ids =
                    SchemaRegistration.registerAll("http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
            ids.forEach((subject, id) -> all.put(
                    Integer.toString(id),
                    new JsonObject().put("subject", subject).put("sha256", digest(schemaText(registryPort, "" + id)))));
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, all.encodePrettily() + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new LaunchFailure("The schemas can't be registered: " + refused.getMessage(), refused);
        }
    }

    private JsonObject known() throws IOException {
        return Files.exists(file) ? new JsonObject(Files.readString(file)) : new JsonObject();
    }

    private void compare(int registryPort, String id, JsonObject schema) {
        String now = schemaText(registryPort, id);
        if (!digest(now).equals(schema.getString("sha256"))) {
            throw new LaunchFailure("The schema registry " + (now.isEmpty() ? "lost" : "changed") + " schema " + id
                    + " ("
                    + schema.getString("subject") + ") since the last start, so records in Kafka can't be read any"
                    + " more; bring its data back, or start anew with deploy/local/up --reset.");
        }
    }

    /** The schema of an id as the registry gives it; empty when it has none. */
    private static String schemaText(int registryPort, String id) {
        try {
            HttpResponse<String> answer = Loopback.get(registryPort, "/apis/ccompat/v7/schemas/ids/" + id);
            return answer.statusCode() == 200 ? new JsonObject(answer.body()).getString("schema") : "";
        } catch (IOException away) {
            throw new LaunchFailure("The schema registry does not answer.", away);
        }
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
