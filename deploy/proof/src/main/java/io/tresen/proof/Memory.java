package io.tresen.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process's memory, by Linux.
 *
 * @param peakKb the most that it has had, all of it
 * @param heapMb the bound of its heap, by its command line or the argument file that this names; ours end where that is not enough
 */
record Memory(long peakKb, long heapMb) {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");

    static Memory of(long pid) {
        String command = text(Path.of("/proc/" + pid + "/cmdline"));
        return new Memory(
                number(pid, PEAK, text(Path.of("/proc/" + pid + "/status"))),
                number(pid, HEAP, command + filesOf(command)));
    }

    /** What the argument files hold that a Java command names ({@code @file}, "The java Command"). */
    private static String filesOf(String command) {
        return Stream.of(command.split("\0"))
                .filter(argument -> argument.startsWith("@"))
                .map(argument -> text(Path.of(argument.substring(1))))
                .collect(Collectors.joining());
    }

    private static long number(long pid, Pattern pattern, String text) {
        Matcher number = pattern.matcher(text);
        if (!number.find()) {
            throw new IllegalStateException("process " + pid + " does not say " + pattern);
        }
        return Long.parseLong(number.group(1));
    }

    private static String text(Path file) {
        try {
            // those of processes have no length
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
