package io.tresen.chat.assistant;

import java.util.UUID;

/**
 * A transfer as the assistant knows it, seen by one of its two sides. Its amount is payment-service's.
 *
 * @param pays true when it is this shopper's wallet that pays
 */
public record TransferFacts(UUID id, TransferKind kind, boolean pays, State state) {

    /** How far it is. */
    public enum State {
        /** Said in the chat; payment-service has not answered. */
        SUBMITTED,
        /** It waits for the payer's PIN. */
        REQUESTED,
        /** The money is held until the payee answers. */
        PENDING,
        POSTED,
        DECLINED,
        CANCELLED,
        EXPIRED,
        /** What was said in the chat could not be. */
        REFUSED;

        boolean beforePin() {
            return this == SUBMITTED || this == REQUESTED;
        }
    }

    /** Whether this shopper began it. */
    boolean began() {
        return pays == (kind == TransferKind.SEND);
    }

    /** Whether it waits for this shopper's PIN. */
    boolean payable() {
        return pays && state.beforePin();
    }

    /** Whether this shopper may answer so now. */
    boolean takes(TransferAnswer answer) {
        return switch (answer) {
            case ACCEPTED -> !pays && kind == TransferKind.SEND && state == State.PENDING;
            case DECLINED ->
                !began() && (kind == TransferKind.SEND ? state == State.PENDING : state == State.REQUESTED);
            case CANCELLED -> began() && (state.beforePin() || state == State.PENDING);
        };
    }
}
