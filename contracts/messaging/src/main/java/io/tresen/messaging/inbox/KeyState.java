package io.tresen.messaging.inbox;

import java.util.UUID;

/** How far a consumer has come with one key, while the key's row is locked. */
final class KeyState {

    private final UUID key;
    private long last;
    private String parkedBecause;
    private boolean moved;

    KeyState(UUID key, long last, String parkedBecause) {
        this.key = key;
        this.last = last;
        this.parkedBecause = parkedBecause;
    }

    UUID key() {
        return key;
    }

    /** Sequence of the last event that was taken; 0 = none yet. */
    long last() {
        return last;
    }

    /** The first event seen of a key starts the count, whatever its number. */
    boolean started() {
        return last > 0;
    }

    void reach(long sequence) {
        last = sequence;
        moved = true;
    }

    /** True once it came further in this transaction. */
    boolean moved() {
        return moved;
    }

    boolean parked() {
        return parkedBecause != null;
    }

    boolean parkedBecause(String reason) {
        return reason.equals(parkedBecause);
    }

    String parkedBecause() {
        return parkedBecause;
    }

    void park(String reason) {
        parkedBecause = reason;
    }

    void free() {
        parkedBecause = null;
    }
}
