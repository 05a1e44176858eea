package io.tresen.chat;

import io.tresen.chat.MessageLog.Reached;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Up to where conversations are to be marked as delivered: what is new, what was refused, and what is being marked. A conversation that was
 * refused waits among those, whatever more was sent in it: one that somebody holds does not undo the marks of new ones again and again.
 */
final class WaitingMarks {

    private record Where(UUID businessId, UUID conversationId) {

        static Where of(Reached reached) {
            return new Where(reached.businessId(), reached.conversationId());
        }
    }

    private final int most;
    private final Map<Where, Long> fresh = new LinkedHashMap<>();
    private final Map<Where, Long> refused = new LinkedHashMap<>();
    private final Map<Where, Long> inHand = new LinkedHashMap<>();
    private boolean closed;

    /** @param most conversations that may wait */
    WaitingMarks(int most) {
        this.most = most;
    }

    /** @return false where too many wait, or nothing more is taken */
    synchronized boolean add(Reached reached) {
        Where where = Where.of(reached);
        if (closed || !hasRoom(where)) {
            return false;
        }
        (refused.containsKey(where) ? refused : fresh).merge(where, reached.upTo(), Math::max);
        return true;
    }

    /** Takes nothing more, and makes all that was refused new once more. */
    synchronized void close() {
        closed = true;
        refused.forEach((where, upTo) -> fresh.merge(where, upTo, Math::max));
        refused.clear();
    }

    /** New ones, at most so many, which are in hand from now on. */
    synchronized List<Reached> takeNew(int atOnce) {
        return take(fresh, atOnce);
    }

    /** As {@link #takeNew}, of those that were refused. */
    synchronized List<Reached> takeRefused(int atOnce) {
        return take(refused, atOnce);
    }

    /**
     * What was in hand is marked.
     *
     * @param again but for these, which go behind all that were refused before, where there is room
     * @return whether any wait that were refused
     */
    synchronized boolean done(List<Reached> again) {
        inHand.clear();
        return refused(again);
    }

    /** As {@link #done}, of what was in nobody's hand. */
    synchronized boolean refused(List<Reached> again) {
        for (Reached it : again) {
            Where where = Where.of(it);
            if (hasRoom(where)) {
                refused.merge(where, Math.max(it.upTo(), upTo(fresh.remove(where))), Math::max);
            }
        }
        return !refused.isEmpty();
    }

    synchronized boolean hasNew() {
        return !fresh.isEmpty();
    }

    /** Up to where it is to be marked, also while that is being done; 0 for nothing. */
    synchronized long upTo(UUID businessId, UUID conversationId) {
        Where where = new Where(businessId, conversationId);
        return Math.max(upTo(fresh.get(where)), Math.max(upTo(refused.get(where)), upTo(inHand.get(where))));
    }

    private List<Reached> take(Map<Where, Long> some, int atOnce) {
        some.entrySet().stream().limit(atOnce).forEach(one -> inHand.put(one.getKey(), one.getValue()));
        List<Reached> taken = new ArrayList<>();
        inHand.forEach((where, upTo) -> {
            some.remove(where);
            taken.add(new Reached(where.businessId(), where.conversationId(), upTo));
        });
        return taken;
    }

    private boolean hasRoom(Where where) {
        return fresh.size() + refused.size() < most || fresh.containsKey(where) || refused.containsKey(where);
    }

    private static long upTo(Long upTo) {
        return upTo == null ? 0 : upTo;
    }
}
