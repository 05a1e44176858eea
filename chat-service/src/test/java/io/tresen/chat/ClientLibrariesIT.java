package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Four WhatsApp client libraries from npm, unmodified, send through us: two that take another address in their configuration,
 * and two that have Meta's built in, which reach us by name resolution and TLS with a throw-away CA. Needs Node and npm.
 */
@QuarkusTest
class ClientLibrariesIT extends OnEngines {

    @Test
    void unmodifiedClientLibrariesSendAndUnderstandTheAnswers() throws Exception {
        Path folder = Path.of("target", "clients");
        Files.createDirectories(folder);
        assumeTrue(
                ran(folder, 30, Map.of(), "node", "--version") != null,
                () -> loudly("there is no Node on this machine"));
        for (String file : List.of("package.json", "names.cjs", "send.mjs")) {
            Files.copy(
                    Path.of("src/test/resources/clients", file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(
                ran(folder, 240, Map.of(), "npm", "install", "--no-audit", "--no-fund", "--silent") != null,
                () -> loudly("npm can't install them"));
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        JsonNode answers;
        try (MetaHost meta = new MetaHost(folder, RestAssured.port)) {
            Map<String, String> environment = Map.of(
                    "BASE", "http://localhost:" + RestAssured.port,
                    "TOKEN", app.business().token(),
                    "NUMBER", app.phoneNumberId(),
                    "WABA", app.wabaId(),
                    "TO", ada.waId(),
                    "INBOUND", ada.history().get(0).path("id").asText(),
                    "META_PORT", Integer.toString(meta.port()),
                    "NODE_EXTRA_CA_CERTS", meta.certificate().toString());
            String printed = ran(folder, 90, environment, "node", "--require", "./names.cjs", "send.mjs");
            answers = new ObjectMapper().readTree(printed);
        }
        List<String> sent = new ArrayList<>();
        for (String library : List.of("greatDetail", "kapso", "apiJs", "cloudApi")) {
            JsonNode answer = answers.path(library);
            assertTrue(answer.path("failed").isMissingNode(), library + ": " + answer);
            answer.path("ids").forEach(id -> sent.add(id.asText()));
        }
        assertEquals(11, sent.size(), answers.toString());
        Set<String> got = ada.ids();
        assertTrue(got.containsAll(sent), answers + "\n" + ada.text());
        assertTrue(answers.at("/greatDetail/read").asBoolean());
        assertEquals("Teeladen", answers.at("/greatDetail/number").asText());
        assertEquals(5, answers.at("/kapso/templates").asInt());
        assertEquals(131026, answers.at("/apiJs/code").asInt());
        assertEquals(131026, answers.at("/cloudApi/code").asInt());
        ada.tapsOffered("api-js-row").tapsOffered("cloud-api-yes").tapsOffered("kapso-no");
    }

    private static String loudly(String why) {
        String line = "SKIPPED: no client library sent anything, because " + why;
        System.err.println(line);
        return line;
    }

    /** What a command printed; null when it is not there or failed. */
    private static String ran(Path folder, int seconds, Map<String, String> environment, String... command)
            throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes());
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0 ? printed : null;
        } catch (IOException e) {
            return null;
        }
    }
}
