package io.tresen.engines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Archives from the class path, unpacked once per machine and user: {@code -Dtresen.cache}, else
 * {@code $XDG_CACHE_HOME/tresen}, else {@code ~/.cache/tresen}, else a folder of this user under the temporary one. A
 * folder appears under its final name only when it is whole, so that two processes may unpack at the same time.
 */
final class Unpacked {

    private Unpacked() {}

    /** The folder with the contents of a {@code .tar.gz} or {@code .txz} resource. */
    static Path of(String resource) {
        return of(resource, cache());
    }

    static Path of(String resource, Path cache) {
        URL url = Unpacked.class.getResource(resource);
        if (url == null) {
            throw new EngineFailure("not on the class path: " + resource);
        }
        try {
            String file = resource.substring(resource.lastIndexOf('/') + 1);
            Path target = cache.resolve(file + "-" + fingerprint(url));
            if (Files.isDirectory(target)) {
                return target;
            }
            Files.createDirectories(cache);
            Path part = Files.createTempDirectory(cache, file + "-part");
            try (InputStream in = new BufferedInputStream(url.openStream(), 1 << 16)) {
                extract(file.endsWith("xz") ? new XZInputStream(in) : new GZIPInputStream(in, 1 << 16), part);
            }
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            publish(part, target);
            return target;
        } catch (IOException e) {
            throw new EngineFailure("could not unpack " + resource + " into " + cache + ": " + e.getMessage(), e);
        }
    }

    /** The user's cache folder; created when missing. */
    static Path cache() {
        String asked = System.getProperty("tresen.cache");
        if (asked != null && !asked.isBlank()) {
            return Path.of(asked).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        try {
            return Files.createDirectories(home.resolve("tresen"));
        } catch (IOException noHome) {
            return temporary();
        }
    }

    /** A folder under the system's temporary one, refused when somebody else has made it. */
    static Path temporary() {
        String user = System.getProperty("user.name");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "tresen-" + user);
        try {
            Files.createDirectories(folder);
            if (!Files.getOwner(folder).getName().equals(user)) {
                throw new EngineFailure(folder + " belongs to " + Files.getOwner(folder) + ": set -Dtresen.cache");
            }
            return folder;
        } catch (IOException e) {
            throw new EngineFailure("no place for unpacked engines: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        try (InputStream in = connection.getInputStream()) {
            return Long.toHexString(connection.getContentLengthLong());
        }
    }

    private static void extract(InputStream decompressed, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(decompressed)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw new IOException("leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void publish(Path part, Path target) throws IOException {
        try {
            Files.move(part, target);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException somebodyWasFaster) {
            if (!Files.isDirectory(target)) {
                throw somebodyWasFaster;
            }
            delete(part);
        }
    }

    /** Deletes a folder and what is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
