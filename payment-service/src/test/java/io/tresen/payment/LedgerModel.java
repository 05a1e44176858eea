package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A ledger in memory: the rules with maps for tables. What the tables hold is compared with it. */
final class LedgerModel {

    /** Credits less debits of every account, in minor units. */
    final Map<AccountKey, Long> sums = new HashMap<>();

    final Map<AccountKey, LedgerBalance> limited = new HashMap<>();
    final Set<UUID> posted = new HashSet<>();
    final Map<UUID, Transfer> pending = new LinkedHashMap<>();
    private final Map<UUID, PendingState> states = new HashMap<>();

    /** @return the refusal's name, or null */
    String happen(LedgerStep step) {
        try {
            if (step instanceof LedgerStep.Post post) {
                post(post.transfers());
            } else if (step instanceof LedgerStep.Hold hold) {
                hold(hold.transfer());
            } else if (step instanceof LedgerStep.End end) {
                end(end.transferId(), end.end());
            }
            return null;
        } catch (RejectedException refusal) {
            return refusal.rejection().code();
        }
    }

    private void post(List<Transfer> transfers) {
        Set<UUID> seen = new HashSet<>();
        List<Transfer> fresh = transfers.stream()
                .filter(transfer -> !posted.contains(transfer.id()) && seen.add(transfer.id()))
                .toList();
        transfers.forEach(this::open);
        limited.putAll(LedgerRules.post(limited, fresh));
        fresh.forEach(this::book);
    }

    private void hold(Transfer transfer) {
        open(transfer);
        if (!states.containsKey(transfer.id())) {
            limited.putAll(LedgerRules.hold(limited, transfer));
            states.put(transfer.id(), PendingState.PENDING);
            pending.put(transfer.id(), transfer);
        }
    }

    private void end(UUID id, PendingState end) {
        PendingState state = states.get(id);
        if (state == null) {
            throw PaymentRejection.UNKNOWN_PAYMENT.exception();
        }
        if (LedgerRules.mayEnd(state, end)) {
            Transfer transfer = pending.get(id);
            limited.putAll(LedgerRules.end(limited, transfer, end));
            states.put(id, end);
            pending.remove(id);
            if (end == PendingState.POSTED) {
                book(transfer);
            }
        }
    }

    private void open(Transfer transfer) {
        for (Transfer.Entry entry : transfer.entries()) {
            if (entry.account().isLimited()) {
                limited.putIfAbsent(entry.key(), LedgerBalance.EMPTY);
            }
        }
    }

    private void book(Transfer transfer) {
        assertTrue(posted.add(transfer.id()), "booked twice");
        for (Transfer.Entry entry : transfer.entries()) {
            long amount = entry.amount().amountMinor();
            sums.merge(entry.key(), entry.debit() ? -amount : amount, Long::sum);
        }
    }

    /** What holds at any moment, quickly. */
    void glance(String when) {
        long total = 0;
        for (long sum : sums.values()) {
            total += sum;
        }
        assertEquals(0, total, when);
        for (LedgerBalance balance : limited.values()) {
            assertTrue(balance.availableMinor() >= 0, when);
        }
    }

    /** What holds at any moment, currency by currency and account by account. */
    void check(String when) {
        Map<String, Long> totals = new HashMap<>();
        sums.forEach((key, sum) -> totals.merge(key.currency(), sum, Math::addExact));
        totals.forEach((currency, total) -> assertEquals(0, total, () -> when + ": debits and credits of " + currency));
        Map<AccountKey, Long> waiting = new HashMap<>();
        for (Transfer transfer : pending.values()) {
            for (Transfer.Entry entry : transfer.entries()) {
                if (entry.debit() && entry.account().isLimited()) {
                    waiting.merge(entry.key(), entry.amount().amountMinor(), Long::sum);
                }
            }
        }
        limited.forEach((key, balance) -> {
            assertTrue(balance.availableMinor() >= 0, () -> when + ": " + key + " is overdrawn");
            assertEquals(sums.getOrDefault(key, 0L), balance.postedMinor(), () -> when + ": balance of " + key);
            assertEquals(waiting.getOrDefault(key, 0L), balance.pendingDebitsMinor(), () -> when + ": held of " + key);
        });
    }
}
