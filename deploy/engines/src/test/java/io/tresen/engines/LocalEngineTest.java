package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts an engine while somebody else does has the process that the other one began. */
class LocalEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final List<Thread> preparing = new CopyOnWriteArrayList<>();
    private List<FutureTask<Void>> starts;
    private List<Thread> threads;

    @TempDir
    Path folder;

    private LocalEngine engine;

    @BeforeEach
    void two_who_start_it() throws IOException {
        Files.createDirectories(folder.resolve("tail"));
        starts = Stream.generate(() -> new FutureTask<Void>(() -> engine.start(), null))
                .limit(2)
                .toList();
        threads = starts.stream().map(Thread::new).toList();
    }

    @AfterEach
    void end() {
        begun.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void two_at_once_begin_one_process_which_is_known() throws Exception {
        engine = new Tail() {

            @Override
            ProcessBuilder prepare() throws IOException {
                preparing.add(Thread.currentThread());
                // by now both have seen that it does not run
                assertTrue(waitFor(() -> preparing.size() == 2 || somebodyWaitsForTheOther(), PATIENCE));
                go();
                return super.prepare();
            }
        };
        threads.forEach(Thread::start);
        end(starts);
        assertOneIsKnown();
    }

    /** As PostgreSQL does: its process runs before it is known. */
    @Test
    void two_at_once_begin_one_process_though_it_writes_its_pid_itself() throws Exception {
        engine = new Tail() {

            @Override
            void started(long pid) {
                begun.add(pid);
            }
        };
        threads.forEach(Thread::start);
        assertTrue(LocalEngine.waitFor(() -> begun.size() == 2 || somebodyWaitsForTheOther(), PATIENCE));
        go();
        end(starts);
        assertOneIsKnown();
    }

    private void go() throws IOException {
        Files.writeString(folder.resolve("tail/go"), "");
    }

    private boolean somebodyWaitsForTheOther() {
        return threads.stream().anyMatch(thread -> thread.getState() == Thread.State.BLOCKED);
    }

    private static void end(List<FutureTask<Void>> starts) throws Exception {
        for (FutureTask<Void> start : starts) {
            start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void assertOneIsKnown() {
        assertEquals(1, begun.size());
        assertEquals(begun.get(0), engine.pid().orElseThrow());
        assertTrue(ProcessHandle.of(begun.get(0)).orElseThrow().isAlive());
    }

    /** Waits for a file, writes its pid, and lives on until it is ended. */
    private class Tail extends LocalEngine {

        Tail() {
            super("tail", 0, folder.resolve("tail"));
        }

        @Override
        ProcessBuilder prepare() throws IOException {
            return new ProcessBuilder(
                    "sh",
                    "-c",
                    "until [ -e \"$0/go\" ]; do sleep 0.05; done; echo $$ > \"$0.pid\"; exec tail -f \"$0/go\"",
                    data().toString());
        }

        @Override
        void started(long pid) {
            begun.add(pid);
            super.started(pid);
        }

        @Override
        public boolean answers() {
            return running();
        }
    }
}
