package io.tresen.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java process's memory, by Linux.
 *
 * @param peakKb the most that it has had, all of it
 * @param heapMb the bound of its heap, by its command line; ours end where that is not enough
 */
record Memory(long peakKb, long heapMb) {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");

    static Memory of(long pid) {
        return new Memory(number(pid, "status", PEAK), number(pid, "cmdline", HEAP));
    }

    private static long number(long pid, String file, Pattern pattern) {
        try {
            // files of this kind have no length
            String text = new String(Files.readAllBytes(Path.of("/proc/" + pid + "/" + file)), StandardCharsets.UTF_8);
            Matcher number = pattern.matcher(text);
            if (!number.find()) {
                throw new IllegalStateException("process " + pid + " does not say " + pattern);
            }
            return Long.parseLong(number.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
