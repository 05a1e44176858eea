package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new merchant gets from nothing to the first delivered message by the one documented script. */
class FirstShopIT extends OnThePlatform {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final String handle = "first-" + UUID.randomUUID().toString().substring(0, 8);

    private record Run(int status, String output, Duration took) {}

    @Test
    void fromNothingToADeliveredMessageInUnderFiveMinutesWithNothingLeftToDo() throws Exception {
        platform();
        Path credentials = folder.resolve("credentials");
        Run run = firstShop(
                "--name",
                "Ada's \"Tea\" shop",
                "--phone",
                String.format("+49 30 %08d", System.nanoTime() % 100_000_000),
                "--credentials",
                credentials.toString());
        assertEquals(0, run.status(), run.output());
        assertTrue(run.took().compareTo(FIVE_MINUTES) < 0, run.took().toString());
        assertTrue(run.output().contains("/chat/s/" + handle + "/qr.svg"), run.output());
        assertTrue(run.output().contains("Set up"), run.output());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));

        JsonNode business = business(credentials);
        assertEquals("Ada's \"Tea\" shop", business.path("name").asText());
        List<String> open = new ArrayList<>();
        business.path("checklist").forEach(it -> {
            if (!it.path("done").asBoolean()) {
                open.add(it.path("step").asText());
            }
        });
        assertEquals(List.of(), open);
        JsonNode times = business.path("set_up");
        for (String measured : List.of("seconds_to_completed", "seconds_to_first_message")) {
            assertTrue(times.path(measured).isIntegralNumber(), times.toString());
            assertTrue(times.path(measured).asLong() < FIVE_MINUTES.toSeconds(), times.toString());
        }
        assertTrue(times.path("first_sale_at").isMissingNode(), times.toString());

        Run again = firstShop("--credentials", folder.resolve("again").toString());
        assertEquals(1, again.status(), again.output());
        assertTrue(again.output().contains("The address " + handle + " is taken; choose another with --handle"));
    }

    @Test
    void whatIsWrongIsSaidInWordsAndLeavesNothingBehind() throws Exception {
        platform();
        Run refused = firstShop(
                "--country", "XX", "--credentials", folder.resolve("none").toString());
        assertEquals(1, refused.status(), refused.output());
        assertTrue(refused.output().contains("must be an ISO code"), refused.output());
        Run nowhere = run(List.of("--email", "a@example.org", "--no-such-option"));
        assertEquals(1, nowhere.status());
        assertTrue(nowhere.output().contains("--help"), nowhere.output());
        for (String[] wrong : new String[][] {
            {"--phone", "abc"},
            {"--import", "/etc/hostname", "--format", "excel"},
            {"--name", "茶店", "--handle", ""}
        }) {
            Run early = firstShop(wrong);
            assertEquals(1, early.status(), early.output());
            assertTrue(!early.output().contains("Registering"), "nothing is begun: " + early.output());
        }
        assertTrue(Files.notExists(folder.resolve("none")));
    }

    private Run firstShop(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--origin", platform().origin(), "--handle", handle));
        all.addAll(List.of("--email", "ada@" + handle + ".example"));
        all.addAll(List.of(options));
        return run(all);
    }

    private static Run run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("bash");
        command.add(Path.of(System.getProperty("tresen.root"), "deploy/local/first-shop")
                .toString());
        command.addAll(options);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(FIVE_MINUTES.toSeconds(), TimeUnit.SECONDS), output);
        return new Run(process.exitValue(), output, Duration.ofNanos(System.nanoTime() - start));
    }

    private static JsonNode business(Path credentials) throws IOException {
        Properties kept = new Properties();
        kept.load(new StringReader(Files.readString(credentials)));
        String form = "grant_type=client_credentials&client_id=" + kept.getProperty("client_id") + "&client_secret="
                + kept.getProperty("client_secret");
        String token = new Http(platform().origin(), null)
                .send("POST", "/chat/oauth2/token", "application/x-www-form-urlencoded", form)
                .expect(200)
                .path("access_token")
                .asText();
        return new Http(platform().origin(), token).get("/chat/v1/business").expect(200);
    }
}
