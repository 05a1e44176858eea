package io.tresen.messaging.inbox;

import io.tresen.messaging.event.RecordFault;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a command of a restore says: {@code restored:<time of the backup>}, and {@code :compared} behind it when a person has
 * compared the provider's book with the restored payments (deploy/docs/restore.md).
 *
 * @param made when the backup was made
 */
public record RestoreTarget(Instant made, boolean compared) {

    /** The beginning of a target of {@code rebuild} that only a fenced service carries out. */
    static final String RESTORED = "restored:";

    private static final String COMPARED = ":compared";

    /** @throws RecordFault {@code no-such-time} when it names no time, or one that is not over */
    static RestoreTarget of(String target, Instant now) {
        String rest = target.substring(RESTORED.length());
        boolean compared = rest.endsWith(COMPARED);
        String time = compared ? rest.substring(0, rest.length() - COMPARED.length()) : rest;
        try {
            Instant made = Instant.parse(time);
            if (made.isAfter(now)) {
                throw new RecordFault("no-such-time", time + " is in the future");
            }
            return new RestoreTarget(made, compared);
        } catch (DateTimeException e) {
            throw new RecordFault("no-such-time", time + " is no time such as 2027-01-31T04:00:00Z");
        }
    }

    /**
     * A payment that was captured after the backup is open again here: its refund would answer that nothing is left, and the
     * money stay at the provider. No step finds it yet, so a person has to have done so.
     *
     * @throws RecordFault {@code needs-compare} for payment-service, unless it is said to be compared
     */
    public void allowFor(String service) {
        if (service.equals("payment") && !compared) {
            throw new RecordFault(
                    "needs-compare",
                    "what the provider captured since " + made + " is unknown to the backup; compare its charges"
                            + " with the payments (deploy/docs/restore.md), then say " + new RestoreTarget(made, true));
        }
    }

    @Override
    public String toString() {
        return RESTORED + made + (compared ? COMPARED : "");
    }
}
