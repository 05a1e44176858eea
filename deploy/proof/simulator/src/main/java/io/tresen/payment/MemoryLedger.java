package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@link LedgerTransfers} and {@link LedgerHolds} keep in SQL, in memory. {@link LedgerRules} decides, as it does there. */
public final class MemoryLedger extends LedgerTransfers {

    /** Money that waits, or has waited. */
    record Pending(Transfer transfer, PendingState state) {}

    final Table<UUID, Transfer> transfers;
    final Table<AccountKey, LedgerBalance> balances;
    private final Table<UUID, Pending> pending;
    private final Service service;

    MemoryLedger(Service service) {
        super(null, Rung.nowhere());
        this.service = service;
        this.transfers = new Table<>(service);
        this.balances = new Table<>(service);
        this.pending = new Table<>(service);
    }

    @Override
    public List<Transfer> post(Tx tx, UUID businessId, List<Transfer> asked, Instant at) {
        Map<UUID, Transfer> fresh = new LinkedHashMap<>();
        asked.forEach(transfer -> fresh.putIfAbsent(transfer.id(), transfer));
        fresh.keySet().removeIf(transfers::has);
        List<Transfer> unknown = List.copyOf(fresh.values());
        Map<AccountKey, LedgerBalance> held = held(unknown);
        keep(
                held,
                service.world.machinery.checksWallets() ? LedgerRules.post(held, unknown) : unchecked(held, unknown));
        unknown.forEach(transfer -> transfers.put(transfer.id(), transfer));
        return unknown;
    }

    private static Map<AccountKey, LedgerBalance> unchecked(
            Map<AccountKey, LedgerBalance> held, List<Transfer> transfers) {
        Map<AccountKey, LedgerBalance> next = new HashMap<>(held);
        for (Transfer transfer : transfers) {
            for (Transfer.Entry entry : transfer.entries()) {
                if (entry.account().isLimited()) {
                    long minor = entry.amount().amountMinor();
                    next.computeIfPresent(
                            entry.key(),
                            (key, it) -> new LedgerBalance(
                                    it.postedMinor() + (entry.debit() ? -minor : minor),
                                    it.pendingDebitsMinor(),
                                    it.version() + 1));
                }
            }
        }
        return next;
    }

    private Map<AccountKey, LedgerBalance> held(List<Transfer> asked) {
        Map<AccountKey, LedgerBalance> held = new LinkedHashMap<>();
        asked.stream()
                .flatMap(transfer -> transfer.entries().stream())
                .map(Transfer.Entry::key)
                .filter(key -> key.kind().isLimited())
                .forEach(key -> held.put(key, balance(key)));
        return held;
    }

    private LedgerBalance balance(AccountKey key) {
        return balances.find(key).orElse(LedgerBalance.EMPTY);
    }

    private void keep(Map<AccountKey, LedgerBalance> before, Map<AccountKey, LedgerBalance> after) {
        before.keySet().forEach(key -> {
            if (!after.get(key).equals(balances.get(key))) {
                balances.put(key, after.get(key));
            }
        });
    }

    /** Money that waits, on the same balances. */
    public LedgerHolds holds() {
        return new LedgerHolds(null, this) {
            @Override
            public boolean hold(Tx tx, UUID businessId, Transfer transfer, Instant at) {
                if (!pending.insert(transfer.id(), new Pending(transfer, PendingState.PENDING))) {
                    return false;
                }
                Map<AccountKey, LedgerBalance> held = held(List.of(transfer));
                keep(held, LedgerRules.hold(held, transfer));
                return true;
            }

            @Override
            public boolean end(Tx tx, UUID businessId, UUID transferId, PendingState end, Instant at) {
                Pending waiting = pending.find(transferId).orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
                if (!LedgerRules.mayEnd(waiting.state(), end)) {
                    return false;
                }
                Map<AccountKey, LedgerBalance> held = held(List.of(waiting.transfer()));
                keep(held, LedgerRules.end(held, waiting.transfer(), end));
                pending.put(transferId, new Pending(waiting.transfer(), end));
                if (end == PendingState.POSTED) {
                    transfers.put(transferId, waiting.transfer());
                }
                return true;
            }
        };
    }

    /** Locks need no SQL where there is one thread. */
    public LedgerAccounts accounts() {
        return new LedgerAccounts() {
            @Override
            public Map<AccountKey, LedgerBalance> lock(Tx tx, UUID businessId, Collection<AccountKey> accounts) {
                Map<AccountKey, LedgerBalance> held = new LinkedHashMap<>();
                accounts.forEach(key -> held.put(key, balance(key)));
                return held;
            }
        };
    }

    /** Whether a transfer of this id is in the books. */
    public boolean isBooked(UUID transferId) {
        return transfers.has(transferId);
    }

    /** What is wrong with the books, one line each. */
    List<String> faults() {
        List<String> found = new ArrayList<>();
        Map<AccountKey, Long> posted = new HashMap<>();
        Map<AccountKey, Long> waiting = new HashMap<>();
        transfers.values().forEach(it -> it.entries().stream()
                .filter(entry -> entry.account().isLimited())
                .forEach(entry -> posted.merge(entry.key(), signed(entry), Long::sum)));
        pending.values().stream()
                .filter(it -> it.state() == PendingState.PENDING)
                .forEach(it -> it.transfer().entries().stream()
                        .filter(entry -> entry.debit() && entry.account().isLimited())
                        .forEach(entry ->
                                waiting.merge(entry.key(), entry.amount().amountMinor(), Long::sum)));
        balances.rows().forEach((key, balance) -> {
            if (balance.postedMinor() != posted.getOrDefault(key, 0L)
                    || balance.pendingDebitsMinor() != waiting.getOrDefault(key, 0L)) {
                found.add("a balance is not the sum of its entries: " + key + " " + balance);
            }
        });
        return found;
    }

    static long signed(Transfer.Entry entry) {
        long minor = entry.amount().amountMinor();
        return entry.debit() ? -minor : minor;
    }
}
