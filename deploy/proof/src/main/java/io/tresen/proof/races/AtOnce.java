package io.tresen.proof.races;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Callers who stand side by side until all are there. */
final class AtOnce {

    private AtOnce() {}

    /** Each in a thread of its own, all let go at one moment. @return what each got, in their order */
    static <T> List<T> of(List<Supplier<T>> callers) {
        CyclicBarrier start = new CyclicBarrier(callers.size());
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Supplier<T> caller : callers) {
                running.add(threads.submit(() -> {
                    await(start);
                    return caller.get();
                }));
            }
            List<T> got = new ArrayList<>();
            for (Future<T> one : running) {
                got.add(one.get());
            }
            return got;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier start) throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
