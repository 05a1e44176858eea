package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.engines.RegistryEngine;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real registry. */
class SchemaBookIT {

    @TempDir
    Path state;

    private RegistryEngine registry;
    private SchemaBook book;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        registry = new RegistryEngine(port, state.resolve("registry"));
        registry.start();
        book = new SchemaBook(state.resolve("schemas.json"));
    }

    @AfterEach
    void stop() {
        registry.kill();
    }

    @Test
    void aRegistryThatKeptItsSchemasIsTakenAndOneThatLostThemIsNot() throws IOException {
        book.register(registry.port());
        String first = Files.readString(book.file());
        assertFalse(new JsonObject(first).isEmpty());

        registry.kill();
        registry.start();
        book.register(registry.port());
        assertEquals(first, Files.readString(book.file()));

        JsonObject changed = new JsonObject(first);
        String id = changed.fieldNames().iterator().next();
        changed.getJsonObject(id).put("sha256", "of something else");
        Files.writeString(book.file(), changed.encode());
        LaunchFailure reassigned = assertThrows(LaunchFailure.class, () -> book.register(registry.port()));
        assertTrue(reassigned.getMessage().contains("changed schema " + id + " "), reassigned.getMessage());

        Files.writeString(book.file(), first);
        registry.stop();
        try (var files = Files.walk(registry.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        registry.start();
        LaunchFailure lost = assertThrows(LaunchFailure.class, () -> book.register(registry.port()));
        assertTrue(lost.getMessage().contains("lost schema"), lost.getMessage());
        assertEquals(first, Files.readString(book.file()), "what the data need stays known");
    }
}
