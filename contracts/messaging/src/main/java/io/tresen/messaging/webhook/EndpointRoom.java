package io.tresen.messaging.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many calls each business's endpoint may have at a time from this replica, so that one that hangs or is dead costs
 * nobody else. After a failure of the connection (no answer, not an answer that says no) an endpoint is left alone for a
 * growing pause and then tried with one call; one that is well again has all its room back. Endpoints in trouble together
 * have half of all calls at most. A replica's own knowledge: losing it costs a few calls.
 *
 * <p>Times are the wall clock's, in nanoseconds ({@link System#nanoTime}).
 */
final class EndpointRoom {

    /** Calls at a time to one endpoint that is well. */
    static final int USUAL = 8;

    /** Calls at a time in all; they wait for answers and cost no thread. */
    static final int ALL = 512;

    private static final long FIRST_PAUSE_NS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_PAUSE_NS = Duration.ofSeconds(30).toNanos();

    private static final class Load {
        int calls;
        int failures;
        long failedAt;
        long pausedUntil;

        boolean troubled() {
            return failures > 0;
        }
    }

    private final Map<UUID, Load> loads = new HashMap<>();
    private int calls;

    /** Calls that may be begun now, for all businesses together. */
    synchronized int free() {
        return ALL - calls;
    }

    /** Calls that may be begun now, of the businesses that have not their {@link #USUAL} room. */
    synchronized Map<UUID, Integer> known(long now) {
        Map<UUID, Integer> room = new HashMap<>();
        int troubled = loads.values().stream()
                .filter(Load::troubled)
                .mapToInt(load -> load.calls)
                .sum();
        for (Map.Entry<UUID, Load> entry : loads.entrySet()) {
            Load load = entry.getValue();
            int free = USUAL - load.calls;
            if (load.troubled()) {
                boolean turn = load.calls == 0 && now - load.pausedUntil >= 0 && troubled < ALL / 2;
                free = turn ? 1 : 0;
                troubled += free;
            }
            room.put(entry.getKey(), Math.max(0, free));
        }
        return room;
    }

    synchronized void began(UUID businessId) {
        loads.computeIfAbsent(businessId, id -> new Load()).calls++;
        calls++;
    }

    /** A call has ended. @param begun when it began; several that fail together are one failure */
    synchronized void ended(UUID businessId, boolean answered, long begun, long now) {
        Load load = loads.get(businessId);
        load.calls--;
        calls--;
        if (answered) {
            load.failures = 0;
        } else if (!load.troubled() || begun - load.failedAt >= 0) {
            load.failures++;
            load.failedAt = now;
            long pause = FIRST_PAUSE_NS << Math.min(load.failures - 1, 7);
            load.pausedUntil = now + Math.min(pause, LONGEST_PAUSE_NS);
        }
        if (load.calls == 0 && !load.troubled()) {
            loads.remove(businessId);
        }
    }

    /** The endpoint was set anew: what was known of it holds no more. */
    synchronized void forgive(UUID businessId) {
        Load load = loads.get(businessId);
        if (load != null) {
            load.failures = 0;
            if (load.calls == 0) {
                loads.remove(businessId);
            }
        }
    }

    /** Business time jumped, and with it whatever the pauses were waiting for. */
    synchronized void forgiveAll() {
        java.util.List.copyOf(loads.keySet()).forEach(this::forgive);
    }
}
