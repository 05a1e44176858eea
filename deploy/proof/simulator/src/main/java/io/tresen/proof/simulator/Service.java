package io.tresen.proof.simulator;

import io.tresen.messaging.db.SimulatedTx;
import io.tresen.messaging.db.Tx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A process with its database: transactions that happen whole or not at all, an outbox and its relay, and sudden deaths. What
 * is not in a {@link Table} or the outbox is gone with the process.
 */
public class Service {

    private record Lane(Topic topic, UUID key) {}

    public final World world;
    public final String name;
    private final Map<Lane, Deque<Message>> outbox = new LinkedHashMap<>();
    private final Map<Lane, Long> sequences = new LinkedHashMap<>();
    private final Set<Lane> awake = new LinkedHashSet<>();
    private final Set<Lane> touched = new LinkedHashSet<>();
    private final List<Runnable> starts = new ArrayList<>();
    private final List<Runnable> memory = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private List<Runnable> undo;
    private Tx tx;
    private long keptRows;
    private boolean up = true;
    private int life;

    Service(World world, String name) {
        this.world = world;
        this.name = name;
    }

    boolean isUp() {
        return up;
    }

    /** Counts the process's starts; what belongs to an earlier one never runs. */
    int life() {
        return life;
    }

    /** What is done whenever the process starts again. */
    public void onStart(Runnable start) {
        starts.add(start);
    }

    /** What is lost whenever the process ends. */
    void onDeath(Runnable lost) {
        memory.add(lost);
    }

    /** The transaction that is open. */
    public Tx tx() {
        return tx;
    }

    /** Does something later in this process, unless that ends before. */
    public void in(long delayMs, String what, Runnable work) {
        int mine = life;
        world.in(delayMs, what, () -> {
            if (up && life == mine) {
                living(what, work);
            }
        });
    }

    /** Runs something that may be the end of this process. @return false when it was, or the database was away */
    boolean living(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (Death death) {
            end(what);
        } catch (Away away) {
            world.trace(() -> name + ": " + what + " finds the database away");
        }
        return false;
    }

    private void end(String what) {
        world.trace(() -> name + " DIES in " + what);
        up = false;
        life++;
        awake.clear();
        memory.forEach(Runnable::run);
        world.in(world.between(500, 8_000), name + " starts", () -> {
            up = true;
            world.trace(() -> name + " is up again");
            outbox.keySet().forEach(this::wake);
            starts.forEach(Runnable::run);
        });
    }

    /** A step at which the process may end. */
    void mayDie() {
        if (world.chance(world.weather.deathAfterCommit())) {
            throw Death.NOW;
        }
    }

    /** All of it or nothing. @throws Away and then it was nothing. @throws Death before or after the commit */
    public <T> T transact(Supplier<T> work) {
        if (tx != null) {
            throw new IllegalStateException("a transaction in a transaction");
        }
        if (world.chance(world.weather.away())) {
            throw Away.NOW;
        }
        undo = new ArrayList<>();
        tx = SimulatedTx.open();
        T result;
        try {
            result = work.get();
            if (world.chance(world.weather.deathBeforeCommit())) {
                throw Death.NOW;
            }
        } catch (RuntimeException | Error e) {
            rollBack();
            throw e;
        }
        Tx done = tx;
        world.changed |= !undo.isEmpty();
        tx = null;
        undo = null;
        SimulatedTx.committed(done);
        List<Lane> told = List.copyOf(touched);
        touched.clear();
        told.forEach(this::wake);
        return result;
    }

    void transact(Runnable work) {
        transact(() -> {
            work.run();
            return null;
        });
    }

    private void rollBack() {
        List<Runnable> back = undo;
        undo = null;
        tx = null;
        touched.clear();
        for (int i = back.size() - 1; i >= 0; i--) {
            back.get(i).run();
        }
    }

    void undoBy(Runnable step) {
        if (undo != null) {
            undo.add(step);
        }
    }

    /** Tells something in the open transaction, with the key's next sequence. */
    public void tell(Topic topic, UUID key, Object value) {
        Lane lane = new Lane(topic, key);
        Long before = sequences.get(lane);
        long sequence = before == null ? 1 : before + 1;
        sequences.put(lane, sequence);
        undoBy(() -> sequences.put(lane, sequence - 1));
        Message message = new Message(world.id(), topic, key, sequence, value, world.machinery.clockOf(this));
        world.trace(() -> name + " tells " + message);
        switch (world.machinery.sending()) {
            case WITH_THE_COMMIT -> {
                Deque<Message> waiting = outbox.computeIfAbsent(lane, it -> new ArrayDeque<>());
                waiting.addLast(message);
                touched.add(lane);
                undoBy(waiting::removeLast);
            }
            case BEFORE_THE_COMMIT -> topic.append(message);
            case AFTER_THE_COMMIT ->
                tx.afterCommit(() -> in(world.between(1, 40), "sends", () -> {
                    mayDie();
                    topic.append(message);
                }));
        }
    }

    private void wake(Lane lane) {
        if (!outbox.get(lane).isEmpty() && awake.add(lane)) {
            long delay = world.chance(world.weather.slow()) ? world.between(500, 9_000) : world.between(1, 30);
            in(delay, "relays", () -> relay(lane));
        }
    }

    /** A key is in one relay's hands: in order, and what was sent and not yet removed is sent again by the next. */
    private void relay(Lane lane) {
        awake.remove(lane);
        Deque<Message> waiting = outbox.get(lane);
        List<Message> sent = new ArrayList<>();
        for (Message message : waiting) {
            lane.topic().append(message);
            sent.add(message);
            mayDie();
        }
        sent.forEach(message -> waiting.removeFirst());
        if (!world.machinery.removesWhatItSent()) {
            keptRows += sent.size();
        }
    }

    boolean hasUnsent() {
        return outbox.values().stream().anyMatch(waiting -> !waiting.isEmpty());
    }

    /** How many rows the outbox has. */
    long outboxRows() {
        return keptRows + outbox.values().stream().mapToLong(Deque::size).sum();
    }

    /** What a person has to look at because no retry can help. In the open transaction. */
    void letter(String what) {
        letters.add(what);
        undoBy(() -> letters.remove(letters.size() - 1));
        world.trace(() -> name + " writes a DEAD LETTER: " + what);
    }

    List<String> letters() {
        return letters;
    }
}
