package io.tresen.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A crowd. */
final class InParallel {

    /** As many PINs of one shopper as are checked at a time; the next would be told to come again (ADR 24). */
    static final int PINS_OF_ONE = 4;

    private static final int AT_A_TIME = 12;

    interface Numbered<T> {
        T call(int number);
    }

    private InParallel() {}

    /** Calls with 1, 2, 3 …, twelve at a time. */
    static <T> List<T> call(int times, Numbered<T> call) throws Exception {
        return call(AT_A_TIME, times, call);
    }

    /** Calls with 1, 2, 3 …, so many at a time. */
    static <T> List<T> call(int atATime, int times, Numbered<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            int number = i;
            Callable<T> one = () -> {
                start.await();
                return call.call(number);
            };
            futures.add(threads.submit(one));
        }
        start.countDown();
        List<T> answers = new ArrayList<>();
        for (Future<T> future : futures) {
            answers.add(future.get(60, TimeUnit.SECONDS));
        }
        threads.shutdown();
        return answers;
    }
}
