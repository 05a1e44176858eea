package io.tresen.local.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * An append-only file of lines, each forced to disk before it counts. A file of our own and not an embedded database: one
 * change is one line whole or not at all, which is all the atomicity the book needs, and one force serves everything that
 * waited for the disk meanwhile.
 */
final class Journal implements AutoCloseable {

    private record Entry(byte[] bytes, CompletableFuture<Void> durable) {}

    private final FileChannel channel;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final Entry end = new Entry(new byte[0], new CompletableFuture<>());

    private Journal(FileChannel channel) {
        this.channel = channel;
        this.writer = new Thread(this::write, "journal");
        writer.setDaemon(true);
        writer.start();
    }

    /** The whole lines of the file. A last line cut short by a crash was never answered; it is cut off. */
    static List<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
                cut.truncate(end);
                cut.force(true);
            }
        }
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Replaces the file by these lines, atomically. */
    static void rewrite(Path file, Stream<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, (Iterable<String>) lines::iterator);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Journal open(Path file) throws IOException {
        return new Journal(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /** Appends a line; completes once it, and all before it, are on disk. */
    CompletableFuture<Void> append(String line) {
        return enqueue((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Completes once everything appended so far is on disk. */
    CompletableFuture<Void> durable() {
        return enqueue(new byte[0]);
    }

    private CompletableFuture<Void> enqueue(byte[] bytes) {
        Entry entry = new Entry(bytes, new CompletableFuture<>());
        queue.add(entry);
        return entry.durable();
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, 1000);
                writeAll(batch);
                batch.forEach(entry -> entry.durable().complete(null));
            } while (!batch.contains(end));
        } catch (IOException | InterruptedException broken) {
            // Memory is ahead of the disk now: whatever waits must fail, and the process must end.
            queue.drainTo(batch);
            batch.forEach(entry -> entry.durable().completeExceptionally(broken));
        }
    }

    private void writeAll(List<Entry> batch) throws IOException {
        int size = batch.stream().mapToInt(entry -> entry.bytes().length).sum();
        if (size == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        batch.forEach(entry -> buffer.put(entry.bytes()));
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
    }

    /** Writes what waits, then closes the file. */
    @Override
    public void close() {
        queue.add(end);
        try {
            writer.join();
            channel.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
