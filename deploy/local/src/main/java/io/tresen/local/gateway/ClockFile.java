package io.tresen.local.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** How far business time is ahead of the wall clock, in seconds, kept over restarts. The gateway alone writes it. */
public record ClockFile(Path path) {

    /** 0 where nothing was ever advanced. */
    public long offsetS() throws IOException {
        return Files.exists(path) ? Long.parseLong(Files.readString(path).trim()) : 0;
    }

    /** On disk when this returns; a reader sees the old number or the new one. */
    void write(long offsetS) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, offsetS + "\n");
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
