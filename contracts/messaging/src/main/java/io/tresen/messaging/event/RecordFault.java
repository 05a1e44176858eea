package io.tresen.messaging.event;

/**
 * The record's own fault: unreadable, an impossible transition, a violated rule. After three tries it becomes a dead
 * letter with this reason. Never throw it for a database, broker or registry that is away.
 */
public class RecordFault extends RuntimeException {

    private final String reason;

    /**
     * @param reason stable word for the letter's header and the alert, such as {@code impossible-transition}
     * @param detail what a person needs to know; no personal data
     */
    public RecordFault(String reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
