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
 * Pictures that were fetched, in a folder of this replica's own: at most {@code tresen.pictures.bytes} of them, the longest
 * unused goes first, what is in use stays a minute longer. A cache: it begins empty, and what is lost of it is fetched again.
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

    /** Keeps one; empty where the folder takes nothing. */
    Optional<Picture> keep(String name, Content content, Instant now) {
        Picture picture = new Picture(content.mimeType(), content.etag(), folder.resolve(name), now);
        try {
            Path fresh = Files.createTempFile(folder, "new", null);
            Files.write(fresh, content.bytes());
            Files.move(fresh, picture.file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf("A picture is not kept: %s", e.toString());
            return Optional.empty();
        }
        synchronized (this) {
            Entry before = entries.put(name, new Entry(picture, content.bytes().length));
            bytes += content.bytes().length - (before == null ? 0 : before.size);
            makeRoom(now);
        }
        return Optional.of(picture);
    }

    private void makeRoom(Instant now) {
        Iterator<Entry> longestUnused = entries.values().iterator();
        while (bytes > mostBytes && longestUnused.hasNext()) {
            Entry next = longestUnused.next();
            if (next.used.plus(IN_USE).isAfter(now)) {
                return; // and so are all behind it
            }
            bytes -= next.size;
            longestUnused.remove();
            try {
                Files.deleteIfExists(next.picture.file());
            } catch (IOException e) {
                LOG.warnf("A picture is not removed: %s", e.toString());
            }
        }
    }
}
