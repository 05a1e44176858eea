package io.tresen.proof.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A consumer group of a topic: polls per key, in one transaction a poll, and acknowledges after the commit. A death in between
 * has it read the same again, and so does a rebalance. Keys are read on their own, which is more than Kafka allows to happen.
 */
abstract class Reader {

    private static final int MOST = 4;

    final Service service;
    final String name;
    final Topic topic;
    private final Map<UUID, Integer> acknowledged = new LinkedHashMap<>();
    private final Map<UUID, List<Message>> crossed = new LinkedHashMap<>();
    private final Set<UUID> planned = new LinkedHashSet<>();

    Reader(Service service, String name, Topic topic) {
        this.service = service;
        this.name = name;
        this.topic = topic;
        topic.readBy(this);
        service.onDeath(planned::clear);
        service.onStart(() -> topic.all().keySet().forEach(this::arrived));
    }

    /** Handles a poll in transactions of its own; returns once everything in it is decided. */
    abstract void take(List<Message> poll);

    final void arrived(UUID key) {
        if (isBehind(key) && service.isUp() && planned.add(key)) {
            World world = service.world;
            long delay = world.chance(world.weather.slow()) ? world.between(300, 20_000) : world.between(1, 60);
            service.in(delay, name, () -> poll(key));
        }
    }

    private boolean isBehind(UUID key) {
        return position(key) < records(key).size();
    }

    private int position(UUID key) {
        return acknowledged.getOrDefault(key, 0);
    }

    private List<Message> records(UUID key) {
        List<Message> mine = crossed.get(key);
        List<Message> all = topic.sent(key);
        if (mine == null) {
            return all;
        }
        mine.addAll(all.subList(mine.size(), all.size()));
        return mine;
    }

    private void poll(UUID key) {
        planned.remove(key);
        Map<UUID, Integer> upTo = new LinkedHashMap<>();
        List<Message> poll = new ArrayList<>();
        add(key, poll, upTo);
        if (service.world.chance(300_000)) {
            List.copyOf(planned).stream().limit(3).forEach(other -> add(other, poll, upTo));
        }
        if (poll.isEmpty()) {
            return;
        }
        if (service.world.machinery.acknowledgesFirst()) {
            acknowledged.putAll(upTo);
        }
        try {
            take(poll);
            service.mayDie();
            acknowledged.putAll(upTo);
        } catch (Away away) {
            service.world.trace(() -> service.name + ": " + name + " finds the database away");
            if (service.world.machinery.acknowledgesOnException()) {
                acknowledged.putAll(upTo);
            }
            if (service.world.machinery.lettersWhatItCannotStore()) {
                poll.forEach(message -> service.letter(name + " gave up on " + message));
                acknowledged.putAll(upTo);
            }
        }
        if (service.world.chance(service.world.weather.again())) {
            int back = (int) service.world.between(1, 5);
            acknowledged.computeIfPresent(key, (k, position) -> Math.max(0, position - back));
            service.world.trace(() -> service.name + ": " + name + " is set back on " + Names.of(key));
        }
        arrived(key);
    }

    private void add(UUID key, List<Message> poll, Map<UUID, Integer> upTo) {
        cross(key);
        List<Message> all = records(key);
        int from = position(key);
        int to = Math.min(all.size(), from + (int) service.world.between(1, MOST));
        if (to > from) {
            poll.addAll(all.subList(from, to));
            upTo.put(key, to);
        }
    }

    /** Two records behind the first swap places for this reader, as where partitions were added while both were on their way. */
    private void cross(UUID key) {
        int from = position(key);
        List<Message> all = records(key);
        boolean whole = crossed.containsKey(key) || topic.compacted() || from == 0 || all.size() < from + 2;
        if (!whole && service.world.chance(service.world.weather.crossed())) {
            List<Message> other = new ArrayList<>(all);
            other.set(from, all.get(from + 1));
            other.set(from + 1, all.get(from));
            crossed.put(key, other);
            service.world.trace(() -> name + " reads " + other.get(from) + " before " + other.get(from + 1));
        }
    }

    /** Reads everything again, as a rebuild does, into the same handler. */
    final void again() {
        acknowledged.replaceAll((key, position) -> 0);
        topic.all().keySet().forEach(this::arrived);
    }

    final boolean isAtRest() {
        return topic.all().keySet().stream().noneMatch(this::isBehind);
    }
}
