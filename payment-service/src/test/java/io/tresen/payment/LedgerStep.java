package io.tresen.payment;

import java.util.List;
import java.util.UUID;

/** One thing that happens to a ledger in a random history. */
sealed interface LedgerStep {

    /** Transfers are booked together. */
    record Post(List<Transfer> transfers) implements LedgerStep {}

    /** A transfer's debits are held. */
    record Hold(Transfer transfer) implements LedgerStep {}

    /** What waits ends. */
    record End(UUID transferId, PendingState end) implements LedgerStep {}
}
