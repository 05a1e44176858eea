package io.tresen.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of {@link ClusterKeys}: sets of flat JWKs, whose {@code iat} and {@code exp} say when they came and may go. */
final class KeyFolder {

    private static final Pattern KEY = Pattern.compile("\\{[^{}]*\\}");

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    List<String> keys(String file) throws IOException {
        Matcher keys = KEY.matcher(Files.readString(folder.resolve(file)));
        List<String> found = new ArrayList<>();
        while (keys.find()) {
            found.add(keys.group());
        }
        return found;
    }

    void write(String file, List<String> keys) throws IOException {
        write(file, "{\"keys\":[" + String.join(",", keys) + "]}");
    }

    /** Whole or not at all: it may be the only copy of a key. */
    void write(String file, String content) throws IOException {
        Path to = folder.resolve(file);
        Files.createDirectories(to.getParent());
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content + "\n");
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    static String kid(String key) {
        return text(key, "kid");
    }

    /** A member that holds seconds since 1970; null where it is absent. */
    static Instant time(String key, String member) {
        Matcher found = Pattern.compile("\"" + member + "\"\\s*:\\s*(\\d+)").matcher(key);
        return found.find() ? Instant.ofEpochSecond(Long.parseLong(found.group(1))) : null;
    }

    static String with(String key, String member, Instant time) {
        String without = key.replaceAll(",\\s*\"" + member + "\"\\s*:\\s*\\d+", "");
        return without.substring(0, without.lastIndexOf('}')) + ",\"" + member + "\":" + time.getEpochSecond() + "}";
    }

    /** Without its private half. */
    static String open(String key) {
        return key.replaceAll(",\\s*\"d\"\\s*:\\s*\"[^\"]*\"", "");
    }

    private static String text(String key, String member) {
        Matcher found =
                Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(key);
        if (!found.find()) {
            throw new IllegalStateException("A key has no " + member);
        }
        return found.group(1);
    }
}
