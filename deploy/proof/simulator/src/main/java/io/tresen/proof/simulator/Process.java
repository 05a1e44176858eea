package io.tresen.proof.simulator;

import io.tresen.messaging.event.RecordFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A consumer whose events have an effect, each once, in the order of their sequence: what {@code messaging.inbox.Inbox} and
 * {@code Halving} do, whose SQL can't run here. Known id: duplicate. Next: applied. A hole: the key waits. Not higher under an
 * unknown id, or the record's own fault: dead letter.
 */
final class Process extends Reader {

    /** @param last sequence taken last; 0 = none. @param waiting what waits for a hole to be filled. @param lettered for ever */
    private record KeyState(long last, List<Message> waiting, boolean lettered) {
        static final KeyState NEW = new KeyState(0, List.of(), false);
    }

    /** Longer than any topic keeps a record. */
    private static final Duration REMEMBERED = Duration.ofDays(401);

    private final Consumer<List<Message>> effect;
    private final Table<UUID, Instant> inbox;
    private final Table<UUID, KeyState> keys;

    /** @param effect of fresh events in order, in the open transaction */
    Process(Service service, String name, Topic topic, Consumer<List<Message>> effect) {
        super(service, name, topic);
        this.effect = effect;
        this.inbox = new Table<>(service);
        this.keys = new Table<>(service);
        service.onDeath(() -> {
            if (service.world.machinery.keepsTheInboxInMemory()) {
                inbox.forget();
                keys.forget();
            }
        });
    }

    @Override
    void take(List<Message> poll) {
        try {
            service.transact(() -> decide(poll));
        } catch (RecordFault fault) {
            if (poll.size() == 1) {
                service.transact(() -> letter(poll.get(0), fault));
            } else {
                take(poll.subList(0, poll.size() / 2));
                take(poll.subList(poll.size() / 2, poll.size()));
            }
        }
    }

    private void letter(Message message, RecordFault fault) {
        KeyState before = keys.find(message.key()).orElse(KeyState.NEW);
        inbox.put(message.id(), forgottenAt());
        keys.put(message.key(), new KeyState(message.sequence(), before.waiting(), true));
        service.letter(name + " can't take " + message + ": " + fault.getMessage());
    }

    private void decide(List<Message> poll) {
        List<Message> fresh = new ArrayList<>();
        Set<UUID> moved = new LinkedHashSet<>();
        for (Message message : poll) {
            if (!service.world.machinery.knowsWhatItTook(message) || inbox.insert(message.id(), forgottenAt())) {
                decideFresh(message, fresh, moved);
            } else {
                service.world.trace(() -> service.name + ": " + name + " knows " + message);
            }
        }
        apply(fresh);
        moved.forEach(this::drain);
    }

    private void decideFresh(Message message, List<Message> fresh, Set<UUID> moved) {
        KeyState state = keys.find(message.key()).orElse(KeyState.NEW);
        boolean next = state.last() == 0 || message.sequence() == state.last() + 1;
        if (!service.world.machinery.countsSequences(message)) {
            fresh.add(message);
        } else if (state.lettered() || !state.waiting().isEmpty() && !next) {
            park(message, state);
        } else if (next) {
            keys.put(message.key(), new KeyState(message.sequence(), state.waiting(), false));
            fresh.add(message);
            if (!state.waiting().isEmpty()) {
                moved.add(message.key());
            }
        } else if (message.sequence() <= state.last()) {
            throw new RecordFault("sequence-reused", "sequence " + message.sequence() + " came under another id");
        } else {
            service.world.trace(() -> service.name + ": " + name + " waits for what is before " + message);
            park(message, state);
        }
    }

    private void park(Message message, KeyState state) {
        List<Message> waiting = new ArrayList<>(state.waiting());
        waiting.add(message);
        waiting.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
        keys.put(message.key(), new KeyState(state.last(), List.copyOf(waiting), state.lettered()));
    }

    /** What waited, as far as it is whole now. */
    private void drain(UUID key) {
        KeyState state = keys.get(key);
        Map<Long, Message> waiting = new LinkedHashMap<>();
        state.waiting().forEach(message -> waiting.put(message.sequence(), message));
        long last = state.last();
        List<Message> ready = new ArrayList<>();
        while (waiting.containsKey(last + 1)) {
            ready.add(waiting.remove(++last));
        }
        keys.put(key, new KeyState(last, List.copyOf(waiting.values()), false));
        apply(ready);
    }

    private void apply(List<Message> fresh) {
        if (!fresh.isEmpty()) {
            fresh.forEach(message -> service.world.trace(() -> service.name + ": " + name + " takes " + message));
            effect.accept(fresh);
        }
    }

    private Instant forgottenAt() {
        return service.world.now().plus(REMEMBERED);
    }

    /** Forgets what no topic has any more, as {@code messaging.inbox.Purge}. @return how many events it still knows */
    int purge(Instant now) {
        if (service.world.machinery.purges()) {
            inbox.values().removeIf(end -> end.isBefore(now));
        }
        return inbox.values().size();
    }

    /** Reads everything again and knows nothing of it, as a group of another name. */
    void asNewGroup() {
        inbox.forget();
        keys.forget();
        again();
    }

    /** Keys that wait for something. */
    List<String> waiting() {
        List<String> found = new ArrayList<>();
        keys.rows().forEach((key, state) -> {
            if (!state.waiting().isEmpty() || state.lettered()) {
                found.add(name + " waits on " + Names.of(key));
            }
        });
        return found;
    }
}
