package io.tresen.proof.simulator;

import io.tresen.messaging.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Work of a service that calls the provider between its transactions, so that anything may happen in between. It runs as it
 * is written, without a thread: at each call it is left, and once the answer is there it is run again from its beginning,
 * with what its steps gave before. A death drops it, at whichever step it was.
 */
public final class Tasks {

    /** Leaves a task at a call. */
    private static final class Suspended extends RuntimeException {
        private static final Suspended NOW = new Suspended();

        private Suspended() {
            super("waits", null, false, false);
        }
    }

    private static final class Task {
        private final String what;
        private final Runnable body;
        private final int life;
        private final List<Object> given = new ArrayList<>();
        private int at;

        private Task(String what, Runnable body, int life) {
            this.what = what;
            this.body = body;
            this.life = life;
        }
    }

    private static final long TIME_OUT_MS = 10_000;

    /** A process ends more often than elsewhere while it waits: nobody but the provider knows what came of it. */
    private static final int DEATHS = 4;

    private final Service service;
    private Task current;

    public Tasks(Service service) {
        this.service = service;
    }

    /** Begins a piece of work. */
    public void begin(String what, Runnable body) {
        go(new Task(what, body, service.life()));
    }

    private void go(Task task) {
        if (!service.isUp() || service.life() != task.life) {
            return;
        }
        service.living(task.what, () -> {
            current = task;
            task.at = 0;
            try {
                task.body.run();
            } catch (Suspended waits) {
                service.world.trace(() -> service.name + ": " + task.what + " waits for the provider");
            } catch (RejectedException refused) {
                service.world.trace(() -> service.name + ": " + task.what + " is refused: " + refused.getMessage());
            } finally {
                current = null;
            }
        });
    }

    /** A transaction of the task that is running, or what it gave when it ran before. */
    public <T> T step(Supplier<T> work) {
        if (current == null) {
            return work.get();
        }
        if (isKnown()) {
            return known();
        }
        if (!current.given.isEmpty()) {
            service.mayDie();
        }
        return keep(work.get());
    }

    /** A call of the task that is running, or its answer. @param silence what no answer means */
    <T> T call(String what, Supplier<T> remote, T silence) {
        if (isKnown()) {
            return known();
        }
        service.mayDie();
        World world = service.world;
        Task task = current;
        boolean unanswered = world.chance(world.weather.unanswered());
        long fate = unanswered ? world.between(0, 2) : 3;
        long there = fate == 1 ? world.between(10_000, 90_000) : world.between(20, 400);
        if (fate != 0) {
            world.in(there, "provider: " + what, () -> {
                T answer = remote.get();
                world.trace(() -> "provider: " + what + " → " + answer + (unanswered ? ", which nobody hears" : ""));
                mayDieWaiting(task);
                if (!unanswered) {
                    long back = world.chance(world.weather.slow()) ? world.between(500, 9_000) : world.between(20, 300);
                    world.in(back, what, () -> answered(task, answer));
                }
            });
        }
        if (unanswered) {
            world.in(TIME_OUT_MS, what + " timed out", () -> answered(task, silence));
        }
        throw Suspended.NOW;
    }

    /** The provider has done it, and the answer is on its way. */
    private void mayDieWaiting(Task task) {
        if (service.isUp() && service.life() == task.life) {
            service.living(task.what, () -> {
                for (int i = 0; i < DEATHS; i++) {
                    service.mayDie();
                }
            });
        }
    }

    private void answered(Task task, Object answer) {
        task.given.add(answer);
        go(task);
    }

    private boolean isKnown() {
        return current.at < current.given.size();
    }

    @SuppressWarnings("unchecked")
    private <T> T known() {
        return (T) current.given.get(current.at++);
    }

    private <T> T keep(T result) {
        current.given.add(result);
        current.at++;
        return result;
    }
}
