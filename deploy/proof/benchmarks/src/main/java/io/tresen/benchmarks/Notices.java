package io.tresen.benchmarks;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears from now on when shoppers were told ({@code NoticeSent}). */
final class Notices implements AutoCloseable {

    /** If no further one comes for so long, none will. */
    private static final long SILENCE_NS = 120_000_000_000L;

    private final Queue<Long> seenNs = new ConcurrentLinkedQueue<>();
    private final Events events;

    Notices(Stage stage) {
        events = new Events(stage.bootstrap(), "chat.conversation.v1", seen -> {
            if (seen.type().endsWith("NoticeSent")) {
                seenNs.add(seen.seenNs());
            }
        });
    }

    /** Waits until there are so many, or until no more come. */
    void await(long wanted) {
        int before = -1;
        long changedNs = System.nanoTime();
        for (int now = seenNs.size(); now < wanted; now = seenNs.size()) {
            changedNs = now == before ? changedNs : System.nanoTime();
            before = now;
            if (System.nanoTime() - changedNs > SILENCE_NS) {
                return;
            }
            Run.passUntil(System.nanoTime() + 50_000_000L);
        }
    }

    /** When each was heard of, by {@link System#nanoTime}, in that order. */
    List<Long> atNs() {
        return List.copyOf(seenNs);
    }

    @Override
    public void close() {
        events.close();
    }
}
