package io.tresen.chat.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets so much work be under way at a time, in all and for each business, the businesses taking turns: one whose hosts hang
 * holds up itself. What waits is bounded too.
 */
final class Turns {

    private static final class Lane {
        int running;
        final Deque<Runnable> waiting = new ArrayDeque<>();
    }

    private final int most;
    private final int mostOfOne;
    private final int mostWaitingOfOne;
    private final Map<UUID, Lane> lanes = new LinkedHashMap<>();
    private int running;

    Turns(int most, int mostOfOne, int mostWaitingOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.mostWaitingOfOne = mostWaitingOfOne;
    }

    /** Begins the work in its turn; null when too much of that business's waits already. */
    <T> CompletableFuture<T> take(UUID businessId, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(businessId, id -> new Lane());
            if (lane.waiting.size() >= mostWaitingOfOne) {
                return null;
            }
            lane.waiting.add(() -> begin(businessId, work, result));
        }
        next();
        return result;
    }

    private <T> void begin(UUID businessId, Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
        CompletableFuture<T> begun;
        try {
            begun = work.get();
        } catch (RuntimeException e) {
            begun = CompletableFuture.failedFuture(e);
        }
        begun.whenComplete((value, failure) -> {
            ended(businessId);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private void ended(UUID businessId) {
        synchronized (this) {
            Lane lane = lanes.get(businessId);
            lane.running--;
            running--;
            if (lane.running == 0 && lane.waiting.isEmpty()) {
                lanes.remove(businessId);
            }
        }
        next();
    }

    private void next() {
        for (Runnable work = pick(); work != null; work = pick()) {
            work.run();
        }
    }

    private synchronized Runnable pick() {
        if (running >= most) {
            return null;
        }
        for (Iterator<Map.Entry<UUID, Lane>> all = lanes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<UUID, Lane> entry = all.next();
            Lane lane = entry.getValue();
            if (lane.running < mostOfOne && !lane.waiting.isEmpty()) {
                lane.running++;
                running++;
                all.remove(); // the next turn is the others'
                lanes.put(entry.getKey(), lane);
                return lane.waiting.remove();
            }
        }
        return null;
    }
}
