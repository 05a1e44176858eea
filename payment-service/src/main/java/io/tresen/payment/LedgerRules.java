package io.tresen.payment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What transfers do to accounts with a limit. {@code held}: the balances of all of them that the transfers name, as they
 * stand under their locks; others are ignored. All or nothing: a refusal leaves what was given as it was.
 */
public final class LedgerRules {

    private LedgerRules() {}

    /** After transfers were booked, one after the other. @throws io.tresen.messaging.RejectedException 409 */
    public static Map<AccountKey, LedgerBalance> post(Map<AccountKey, LedgerBalance> held, List<Transfer> transfers) {
        Map<AccountKey, LedgerBalance> next = new HashMap<>(held);
        transfers.forEach(transfer -> move(next, transfer, true, 0));
        return next;
    }

    /** After the transfer's debits were held. @throws io.tresen.messaging.RejectedException 409 */
    public static Map<AccountKey, LedgerBalance> hold(Map<AccountKey, LedgerBalance> held, Transfer transfer) {
        Map<AccountKey, LedgerBalance> next = new HashMap<>(held);
        move(next, transfer, false, 1);
        return next;
    }

    /** After what was held is either booked or let go. @throws io.tresen.messaging.RejectedException 409 */
    public static Map<AccountKey, LedgerBalance> end(
            Map<AccountKey, LedgerBalance> held, Transfer transfer, PendingState end) {
        Map<AccountKey, LedgerBalance> next = new HashMap<>(held);
        move(next, transfer, end == PendingState.POSTED, -1);
        return next;
    }

    /**
     * What becomes of money that waits: true when it ends so, false when it had.
     *
     * @throws io.tresen.messaging.RejectedException 409 when it had ended otherwise
     */
    public static boolean mayEnd(PendingState state, PendingState end) {
        if (state != PendingState.PENDING && state != end) {
            throw PaymentRejection.HOLD_ENDED.exception();
        }
        return state != end;
    }

    /** Legs on the same account count together: a transfer to oneself needs the money and moves none. */
    private static void move(Map<AccountKey, LedgerBalance> balances, Transfer transfer, boolean books, int holds) {
        Map<AccountKey, long[]> sums = new HashMap<>();
        for (Transfer.Entry entry : transfer.entries()) {
            if (entry.account().isLimited()) {
                long[] sum = sums.computeIfAbsent(entry.key(), key -> new long[2]);
                int side = entry.debit() ? 0 : 1;
                sum[side] = Math.addExact(sum[side], entry.amount().amountMinor());
            }
        }
        sums.forEach((key, sum) -> {
            LedgerBalance before = balances.get(key);
            long held = holds * sum[0];
            if (books && sum[0] > before.availableMinor() - held) {
                throw PaymentRejection.INSUFFICIENT_FUNDS.exception();
            }
            if (books || held != 0) {
                balances.put(
                        key, before.moved(books ? sum[1] - sum[0] : 0, held, transfer.kind() == Transfer.Kind.REFUND));
            }
        });
    }
}
