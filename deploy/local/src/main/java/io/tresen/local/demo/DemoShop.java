package io.tresen.local.demo;

import io.tresen.local.LaunchFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The shop of the demo: registered once, its credentials kept beside the platform's data, readable by their owner. */
public final class DemoShop {

    public static final String HANDLE = "corner-shop";
    public static final String NAME = "The Corner Shop";

    private static final Duration TOKEN_RESERVE = Duration.ofMinutes(5);

    private final String origin;
    private final Path file;
    private final JsonObject credentials;
    private String token;
    private Instant tokenEnds = Instant.EPOCH;

    private DemoShop(String origin, Path file, JsonObject credentials) {
        this.origin = origin;
        this.file = file;
        this.credentials = credentials;
    }

    /**
     * The shop as it is kept in that file, or registered now. The key of the registration is on disk before it is sent, so
     * that a sudden end between the two does not lose the shop: the repeat gets the same answer.
     *
     * @param origin the platform's
     * @param file keeps the credentials; delete it together with the platform's data only
     */
    public static DemoShop open(String origin, Path file) {
        JsonObject kept = read(file);
        if (kept.containsKey("client_secret")) {
            return new DemoShop(origin, file, kept);
        }
        if (!kept.containsKey("registration_key")) {
            kept.put("registration_key", "demo-" + UUID.randomUUID());
            write(file, kept);
        }
        JsonObject registration = new JsonObject()
                .put("name", NAME)
                .put("handle", HANDLE)
                .put("country", "DE")
                .put("currency", "EUR")
                .put("language", "en")
                .put("accepted_terms", true);
        JsonObject registered = new Api(origin, null)
                .post("/chat/v1/businesses", registration, kept.getString("registration_key"))
                .expect(201)
                .body();
        write(file, registered);
        return new DemoShop(origin, file, registered);
    }

    private static JsonObject read(Path file) {
        try {
            return Files.exists(file) ? new JsonObject(Files.readString(file)) : new JsonObject();
        } catch (IOException unreadable) {
            throw new LaunchFailure("The demo shop's credentials in " + file + " can't be read.", unreadable);
        }
    }

    private static void write(Path file, JsonObject content) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content.encodePrettily() + "\n", StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The shop's own caller, with a token that holds. */
    Api api() {
        return new Api(origin, this::token);
    }

    String origin() {
        return origin;
    }

    private synchronized String token() {
        if (Instant.now().isAfter(tokenEnds.minus(TOKEN_RESERVE))) {
            String form = "grant_type=client_credentials&client_id=" + encoded(credentials.getString("client_id"))
                    + "&client_secret=" + encoded(credentials.getString("client_secret"));
            JsonObject answer = new Api(origin, null)
                    .post("/chat/oauth2/token", BodyPublishers.ofString(form), "application/x-www-form-urlencoded")
                    .expect(200)
                    .body();
            token = answer.getString("access_token");
            tokenEnds = Instant.now().plusSeconds(answer.getLong("expires_in"));
        }
        return token;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Where people open the chat. */
    public String chatUrl() {
        return credentials.getString("chat_url", "");
    }

    /** The e-mail address that signs in at the console; its password is in the credentials' file. */
    public static final String OWNER = "owner@corner-shop.example";

    /** Both ways to pay that the demo shows, both languages, and an owner for the console. */
    public void open() {
        hireOwner();
        JsonObject settings = new JsonObject()
                .put("enabled", true)
                .put("languages", new JsonArray().add("en").add("de"))
                .put("payment_methods", new JsonArray().add("card").add("cod"));
        api().put("/chat/v1/business/assistant", settings).expect(200);
    }

    /** The password is on disk before it is sent: a repeat after a sudden end finds the owner there already. */
    private void hireOwner() {
        if (credentials.containsKey("console_ready")) {
            return;
        }
        if (!credentials.containsKey("console_password")) {
            credentials.put("console_email", OWNER).put("console_password", "demo-" + UUID.randomUUID());
            write(file, credentials);
        }
        JsonObject owner = new JsonObject()
                .put("email", OWNER)
                .put("password", credentials.getString("console_password"))
                .put("display_name", "Demo owner");
        api().post("/chat/v1/staff", owner).expect(201, 409);
        write(file, credentials.put("console_ready", true));
    }

    /** The demo's own goods as a tresen-csv file, its pictures on this platform's origin. */
    byte[] goods() {
        try (InputStream in = DemoShop.class.getResourceAsStream("/io/tresen/local/demo/products.csv")) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return template.replace("{origin}", origin).getBytes(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
