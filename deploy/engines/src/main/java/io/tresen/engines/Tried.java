package io.tresen.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a module's tests have tried of one thing, and what of it went wrong. They note it in the module's {@code target}, from
 * where {@code deploy/proof/run input} reads it into its report.
 *
 * @param wrong a paragraph each
 */
public record Tried(long attempted, List<String> wrong) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a module's notes are, below its folder. */
    public static Path folder(Path module) {
        return module.resolve("target/tried");
    }

    /**
     * Notes that more of it was tried, in the module whose test this is.
     *
     * @param what a word for it, such as {@code requests}
     */
    public static void note(String what, long attempted, List<String> wrong) {
        note(Path.of(""), what, attempted, wrong);
    }

    static void note(Path module, String what, long attempted, List<String> wrong) {
        Path folder = folder(module);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(what),
                    JSON.writeValueAsString(new Tried(attempted, wrong)) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a module's tests have noted of it; nothing for nothing. */
    public static Tried of(Path module, String what) {
        Path file = folder(module).resolve(what);
        long attempted = 0;
        List<String> wrong = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                Tried one = JSON.readValue(line, Tried.class);
                attempted += one.attempted();
                wrong.addAll(one.wrong());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tried(attempted, List.copyOf(wrong));
    }
}
