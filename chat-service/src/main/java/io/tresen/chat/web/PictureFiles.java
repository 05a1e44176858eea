package io.tresen.chat.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Pictures that were fetched, in a folder of this replica's own: at most {@code tresen.pictures.bytes} of them, of 4 KiB each at
 * least. The longest unused makes room; what is in use stays a minute longer, and while there is nothing else, none is kept. A
 * cache: it begins empty, and what is lost of it is fetched again.
 */
@ApplicationScoped
class PictureFiles {

    private static final Logger LOG = Logger.getLogger(PictureFiles.class);

    /** What is in the folder by us, and nothing else is removed from it. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}|new[0-9]+\\.tmp");

    /** A picture as it came; {@code etag} of its bytes. */
    record Content(String mimeType, String etag, byte[] bytes) {}

    /** One that is kept; {@code at}: since when, wall clock. */
    record Picture(String mimeType, String etag, Path file, Instant at) {}

    /** What was just looked at may still be on its way out. */
    private static final Duration IN_USE = Duration.ofMinutes(1);

    /** What a file takes of a disk and of our memory, however small it is. */
    private static final long LEAST_BYTES = 4_096;

    private static final class Entry {
        final Picture picture;
        final long size;
        Instant used;

        Entry(Picture picture, long size) {
            this.picture = picture;
            this.size = size;
            this.used = picture.at();
        }
    }

    private final Path folder;
    private final long mostBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    PictureFiles(
            @ConfigProperty(name = "tresen.pictures.folder") Optional<String> folder,
            @ConfigProperty(name = "tresen.pictures.bytes", defaultValue = "536870912") long mostBytes,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.folder =
                folder.map(Path::of).orElse(Path.of(System.getProperty("java.io.tmpdir"), "tresen-pictures-" + port));
        this.mostBytes = mostBytes;
    }

    @PostConstruct
    void begin() {
        try {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException("it is a link");
            }
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.filter(
                                it -> OURS.matcher(it.getFileName().toString()).matches())
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("tresen.pictures.folder can't be used: " + folder, e);
        }
    }

    /** Finds one; empty where none is kept under that name. */
    synchronized Optional<Picture> find(String name, Instant now) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        entry.used = now;
        return Optional.of(entry.picture);
    }

    /** True while nothing more can be kept, whatever its size. */
    synchronized boolean isFull(Instant now) {
        return !makeRoom(LEAST_BYTES, now);
    }

    /** Keeps one; empty where the folder takes none now. */
    Optional<Picture> keep(String name, Content content, Instant now) {
        long size = Math.max(content.bytes().length, LEAST_BYTES);
        synchronized (this) {
            if (!makeRoom(size, now)) {
                return Optional.empty();
            }
            bytes += size;
        }
        Picture picture = new Picture(content.mimeType(), content.etag(), folder.resolve(name), now);
        if (!written(name, picture, content.bytes(), size)) {
            synchronized (this) {
                bytes -= size;
            }
            return Optional.empty();
        }
        return Optional.of(picture);
    }

    private boolean written(String name, Picture picture, byte[] content, long size) {
        Path fresh = null;
        try {
            fresh = Files.createTempFile(folder, "new", null);
            Files.write(fresh, content);
            synchronized (this) { // else the one before could be removed under our hands
                Files.move(fresh, picture.file(), StandardCopyOption.ATOMIC_MOVE);
                Entry before = entries.put(name, new Entry(picture, size));
                bytes -= before == null ? 0 : before.size;
            }
            return true;
        } catch (IOException e) {
            LOG.warnf("A picture is not kept: %s", e.toString());
            remove(fresh);
            return false;
        }
    }

    /** False where what could go is in use. */
    private boolean makeRoom(long size, Instant now) {
        Iterator<Entry> longestUnused = entries.values().iterator();
        while (bytes + size > mostBytes) {
            if (!longestUnused.hasNext()) {
                return false;
            }
            Entry next = longestUnused.next();
            if (next.used.plus(IN_USE).isAfter(now)) {
                return false; // and so are all behind it
            }
            bytes -= next.size;
            longestUnused.remove();
            remove(next.picture.file());
        }
        return true;
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("A picture is not removed: %s", e.toString());
        }
    }
}
