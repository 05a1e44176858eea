package io.tresen.engines.badrecords;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far the records came, by where they lie. A test of handlers says nothing where hardly any reaches one. */
final class Decisions {

    /** Faults that are found before a handler is asked (messaging.event.Headers, AvroCodec, inbox.Handlers, Inbox). */
    private static final Set<String> UNREAD = Set.of(
            "no-key",
            "no-header",
            "bad-header",
            "no-value",
            "bad-value",
            "unknown-schema",
            "wrong-schema",
            "sequence-reused");

    /** Of as few records chance may let none reach a handler. */
    private static final int FEW = 32;

    /** Of more, at least one of so many reaches one; a key's first letter, or gap, parks all that come behind it. */
    private static final int ONE_OF = 8;

    /**
     * How many records of the types that a consumer reads ended how.
     *
     * @param handled by a handler that took it
     * @param refused by a handler too: lettered for what they say
     * @param unread lettered before any handler
     * @param parked waiting behind a letter or a gap
     */
    record Count(String consumer, int handled, int refused, int unread, int parked) {

        int all() {
            return handled + refused + unread + parked;
        }

        private int least() {
            return Math.max(0, all() - FEW) / ONE_OF;
        }

        /** What is wrong with it, empty for nothing. */
        List<String> wrong() {
            return handled + refused >= least()
                    ? List.of()
                    : List.of("of " + this + ", fewer than " + least() + " reached a handler");
        }

        @Override
        public String toString() {
            return String.format(
                    "%,d records that %s reads, %,d handled, %,d refused by a handler, %,d lettered unread, %,d parked",
                    all(), consumer, handled, refused, unread, parked);
        }
    }

    private final Map<String, String> published = new HashMap<>();

    void lies(String place, BadRecord record) {
        published.put(place, record.kind());
    }

    /**
     * Of one consumer, once it has decided all.
     *
     * @param kinds that it reads, {@link BadRecord#kind()}
     * @param letters reasons of its letters by place
     * @param parked places of what it has parked
     */
    Count count(String consumer, Set<String> kinds, Map<String, String> letters, Set<String> parked) {
        int[] counts = new int[4];
        published.forEach((place, kind) -> {
            if (kinds.contains(kind)) {
                counts[end(letters.get(place), parked.contains(place))]++;
            }
        });
        return new Count(consumer, counts[0], counts[1], counts[2], counts[3]);
    }

    private static int end(String reason, boolean parked) {
        if (reason != null) {
            return UNREAD.contains(reason) ? 2 : 1;
        }
        return parked ? 3 : 0;
    }
}
