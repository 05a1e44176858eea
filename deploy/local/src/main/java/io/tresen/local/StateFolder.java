package io.tresen.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder that keeps a platform between runs, and who holds it. The lock is the operating system's: it ends with the
 * launcher however that ends.
 */
final class StateFolder {

    private static final String LOCK = "launcher.lock";

    private final Path path;

    StateFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder when it is missing. PostgreSQL may run as another user and has to get through. */
    void make() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException refused) {
            throw new LaunchFailure("The folder " + path + " can't be made: " + refused.getMessage() + ".", refused);
        }
        if (!Files.isWritable(path)) {
            throw new LaunchFailure("The folder " + path + " belongs to somebody else; remove it or run as its owner.");
        }
    }

    /** Held until this JVM ends or the channel is closed; empty while another launcher holds it. */
    Optional<FileChannel> lock() {
        try {
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException heldByThisJvm) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            Files.writeString(
                    path.resolve("launcher.pid"), ProcessHandle.current().pid() + "\n");
            return Optional.of(channel);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether a launcher is alive. */
    boolean isHeld() {
        if (!Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The launcher's process, while it holds the folder. */
    Optional<ProcessHandle> launcher() {
        try {
            return isHeld()
                    ? ProcessHandle.of(Long.parseLong(
                            Files.readString(path.resolve("launcher.pid")).trim()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Remembers what runs, for the commands that come later. */
    void remember(PlatformOptions options) {
        Properties properties = new Properties();
        properties.setProperty("ports", Integer.toString(options.portOffset()));
        options.traces().ifPresent(receiver -> properties.setProperty("traces", receiver.toString()));
        properties.setProperty("for-minutes", Boolean.toString(options.forMinutes()));
        options.replicas().forEach((service, count) -> properties.setProperty("replicas." + service, "" + count));
        try (OutputStream out = Files.newOutputStream(path.resolve("platform.properties"))) {
            properties.store(out, null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What was started last; empty when nothing ever was. */
    Optional<PlatformOptions> remembered(Path root) {
        Path file = path.resolve("platform.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Map<String, Integer> replicas = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("replicas."))
                .forEach(name -> replicas.put(
                        name.substring("replicas.".length()), Integer.valueOf(properties.getProperty(name))));
        return Optional.of(new PlatformOptions(
                root,
                path,
                Integer.parseInt(properties.getProperty("ports", "0")),
                replicas,
                Boolean.parseBoolean(properties.getProperty("for-minutes")),
                Optional.ofNullable(properties.getProperty("traces")).map(URI::create)));
    }

    /** Deletes everything that was kept, but for the lock that the caller holds. */
    void empty() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                boolean kept = file.equals(path)
                        || file.getFileName().toString().startsWith("launcher.")
                        || file.getFileName().toString().equals("build.log");
                if (!kept) {
                    Files.delete(file);
                }
            }
        } catch (IOException refused) {
            throw new LaunchFailure("Not everything in " + path + " can be deleted: " + refused.getMessage(), refused);
        }
    }
}
