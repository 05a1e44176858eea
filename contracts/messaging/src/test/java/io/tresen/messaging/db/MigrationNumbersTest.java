package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationNumbersTest {

    private static final int FIRST_OF_LATER_ONES = 9000;

    /** A pod from before would take one below its service's own for missing, and not start again. */
    @Test
    void whatIsAddedForAllServicesIsAboveTheirOwn() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/messaging"))) {
            List<Integer> below = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .filter(number -> number < FIRST_OF_LATER_ONES)
                    .sorted()
                    .toList();
            assertEquals(List.of(1, 2, 3, 4), below);
        }
    }
}
