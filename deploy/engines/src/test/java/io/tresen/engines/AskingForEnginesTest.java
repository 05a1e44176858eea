package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingForEnginesTest {

    private final String before = System.getProperty("tresen.engines");

    @TempDir
    Path folder;

    @AfterEach
    void asBefore() {
        if (before == null) {
            System.clearProperty("tresen.engines");
        } else {
            System.setProperty("tresen.engines", before);
        }
    }

    @Test
    void embedded_ones_are_used_when_nothing_is_asked_for() {
        System.clearProperty("tresen.engines");
        assertInstanceOf(PostgresEngine.class, Engines.in(folder).postgres());
        assertInstanceOf(KafkaEngine.class, Engines.in(folder).kafka());
        assertInstanceOf(RegistryEngine.class, Engines.in(folder).registry());
    }

    @Test
    void containers_are_used_only_when_asked_for() {
        System.setProperty("tresen.engines", "containers");
        assertInstanceOf(ContainerEngine.class, Engines.in(folder).kafka());
    }

    @Test
    void an_unknown_wish_is_refused_with_the_known_ones() {
        System.setProperty("tresen.engines", "docker");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Engines.in(folder));
        assertEquals("-Dtresen.engines=docker: wanted embedded or containers", refused.getMessage());
    }

    @Test
    void a_folder_keeps_its_ports() {
        System.clearProperty("tresen.engines");
        Engines first = Engines.in(folder);
        Engines again = Engines.in(folder);
        assertEquals(first.bootstrapServers(), again.bootstrapServers());
        assertEquals(first.ccompatUrl(), again.ccompatUrl());
        assertEquals(first.jdbcUrl("x"), again.jdbcUrl("x"));
        assertTrue(first.kafka().port() < 32_768, "below the range of outgoing connections");
    }
}
