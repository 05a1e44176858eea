package io.tresen.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** I7 on payment-service's rows: nobody's word but the entries'. */
public final class PaymentBooks {

    private final SimulatedPayments service;

    public PaymentBooks(SimulatedPayments service) {
        this.service = service;
    }

    /** Wallets that have less than nothing; cheap. */
    public List<String> overdrawn() {
        List<String> found = new ArrayList<>();
        service.ledger.balances.rows().forEach((key, balance) -> {
            if (balance.availableMinor() < 0) {
                found.add("a wallet is overdrawn: " + key.ownerId() + " has " + balance);
            }
        });
        return found;
    }

    /**
     * Everything, at rest.
     *
     * @param atTheProvider what the provider keeps of each order's charges
     * @param apart orders of which a person looks after the money
     */
    public List<String> faults(Map<UUID, Long> atTheProvider, Set<UUID> apart) {
        List<String> found = new ArrayList<>(overdrawn());
        found.addAll(service.ledger.faults());
        Map<UUID, Long> clearing = new HashMap<>();
        Map<UUID, Long> byPayment = new HashMap<>();
        long sum = 0;
        for (Transfer transfer : service.ledger.transfers.values()) {
            for (Transfer.Entry entry : transfer.entries()) {
                sum += MemoryLedger.signed(entry);
                if (entry.account() == LedgerAccount.PROVIDER_CLEARING) {
                    clearing.merge(transfer.about().orderId(), -MemoryLedger.signed(entry), Long::sum);
                }
                if (transfer.about().paymentId() != null && isPurse(entry)) {
                    byPayment.merge(transfer.about().paymentId(), -MemoryLedger.signed(entry), Long::sum);
                }
            }
        }
        if (sum != 0) {
            found.add("debits and credits differ by " + sum);
        }
        for (OrderPayments held : service.all()) {
            UUID order = held.order().orderId();
            long here = clearing.getOrDefault(order, 0L);
            long there = atTheProvider.getOrDefault(order, 0L);
            if (here != there && !apart.contains(order)) {
                found.add("order " + order + ": clearing has " + here + ", the provider keeps " + there);
            }
            held.payments().forEach(payment -> add(found, held, payment, byPayment.getOrDefault(payment.id(), 0L)));
        }
        return found;
    }

    private static boolean isPurse(Transfer.Entry entry) {
        return entry.account() == LedgerAccount.PROVIDER_CLEARING
                || entry.account() == LedgerAccount.CASH_IN_TRANSIT
                || entry.account() == LedgerAccount.SHOPPER_WALLET;
    }

    private static void add(List<String> found, OrderPayments held, Payment payment, long booked) {
        long taken =
                payment.state().taken() == null ? 0 : payment.state().taken().amountMinor();
        long back = held.refundedMinor(payment);
        if (back > taken) {
            found.add("payment " + payment.id() + " took " + taken + " and gave back " + back);
        }
        if (booked != taken - back) {
            found.add("payment " + payment.id() + " holds " + (taken - back) + ", its entries " + booked);
        }
        boolean whole = payment.state() instanceof PaymentState.Captured captured && !captured.late() && taken == back;
        Parts parts = held.parts(payment);
        Parts reversed = held.reversed(payment);
        if (whole && !parts.equals(reversed)) {
            found.add("payment " + payment.id() + " went back whole, of its parts " + parts + " only " + reversed);
        }
    }
}
