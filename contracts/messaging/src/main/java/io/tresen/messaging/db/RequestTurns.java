package io.tresen.messaging.db;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Who of those that answer requests, or take in news that come by them, may use a connection: so many at a time, the others in the
 * order in which they came. Whoever has a turn takes one place of the pool, in its queue too, so that they never have more of them
 * than there are turns.
 *
 * <p>Nobody waits in here: a turn that begins runs what was hung on it ({@link Turn#begun}), on the thread of whoever gave it back,
 * so that a request is woken once, with its connection.
 */
final class RequestTurns {

    private final String whose;
    private final int turns;
    private final int mostWaiting;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private int held;
    private long refused;

    private RequestTurns(String whose, int turns, int mostWaiting) {
        this.whose = whose;
        this.turns = turns;
        this.mostWaiting = mostWaiting;
    }

    /**
     * @param whose {@code request} or {@code news}, as their settings begin
     * @param turns {@code tresen.db.<whose>-connections}
     * @param mostWaiting {@code tresen.db.<whose>-waiting}: whoever comes first when so many wait is refused at once
     * @throws IllegalStateException when nobody could ever have one
     */
    static RequestTurns of(String whose, int turns, int mostWaiting) {
        if (turns < 1) {
            throw new IllegalStateException("tresen.db." + whose + "-connections is " + turns + ": it must be above 0");
        }
        if (mostWaiting < 0) {
            throw new IllegalStateException(
                    "tresen.db." + whose + "-waiting is " + mostWaiting + ": it must be 0 or more");
        }
        return new RequestTurns(whose, turns, mostWaiting);
    }

    /**
     * @param connections of the pool
     * @throws IllegalStateException when these and the others together leave no connection to anybody else
     */
    void leaveSome(RequestTurns others, int connections) {
        if (turns + others.turns >= connections) {
            throw new IllegalStateException("tresen.db." + whose + "-connections is " + turns + " and tresen.db."
                    + others.whose + "-connections is " + others.turns + ": together they must be below the "
                    + connections + " of quarkus.datasource.reactive.max-size, or they leave no connection to events");
        }
    }

    /** A turn that may have to be waited for; whoever asks ends it, whatever comes of it. @throws NoTurn when too many wait */
    Turn ask() {
        return ask(mostWaiting);
    }

    /**
     * As {@link #ask}, for a request that has had a turn before: it waits however many do, since what it has begun would be lost. They
     * are not many: whoever had a turn was one of those who waited.
     */
    Turn askAgain() {
        return ask(Integer.MAX_VALUE);
    }

    private Turn ask(int most) {
        Turn turn = new Turn(this);
        synchronized (this) {
            if (held == turns && waiting.size() >= most) {
                throw refusal("and " + waiting.size() + " more wait");
            }
            if (held == turns) {
                waiting.add(turn);
                return turn;
            }
            held++;
        }
        turn.begun.complete(null);
        return turn;
    }

    String whose() {
        return whose;
    }

    synchronized int held() {
        return held;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized long refused() {
        return refused;
    }

    private synchronized NoTurn refusal(String others) {
        refused++;
        return new NoTurn(whose, turns, others);
    }

    private synchronized boolean leave(Turn turn) {
        boolean waited = waiting.remove(turn);
        turn.over |= waited;
        return waited;
    }

    private void end(Turn turn) {
        Turn next;
        synchronized (this) {
            if (turn.over || leave(turn)) {
                return;
            }
            turn.over = true;
            next = first();
            if (next == null) {
                held--;
            }
        }
        if (next != null) {
            next.begun.complete(null);
        }
    }

    private Turn first() {
        Iterator<Turn> line = waiting.iterator();
        if (!line.hasNext()) {
            return null;
        }
        Turn first = line.next();
        line.remove();
        return first;
    }

    /** One turn, which begins, ends, or is given up before it has begun. */
    static final class Turn {

        /** Of those who need none: has begun and never ends. */
        static final Turn FREE = new Turn(null);

        static {
            FREE.begun.complete(null);
        }

        private final RequestTurns of;
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private boolean over;

        private Turn(RequestTurns of) {
            this.of = of;
        }

        CompletableFuture<Void> begun() {
            return begun;
        }

        /** Gives it up unless it has begun. @return false when it has, and has to be ended */
        boolean leave() {
            return of != null && of.leave(this);
        }

        /** For who has left, or would: none was given back in time. */
        NoTurn refusal(String others) {
            return of.refusal(others);
        }

        /** Gives it back, or up. A second time is none. */
        void end() {
            if (of != null) {
                of.end(this);
            }
        }
    }
}
