package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.MemoryPayments.PaymentRow;
import io.tresen.payment.MemoryPayments.RefundRow;
import io.tresen.payment.MemoryPayments.Rows;
import io.tresen.proof.simulator.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@link DueWork} does in SQL, in memory. */
public final class MemoryDueWork extends DueWork {

    private final MemoryPayments payments;
    private final Service service;

    MemoryDueWork(MemoryPayments payments, Service service) {
        this.payments = payments;
        this.service = service;
    }

    private Instant now() {
        return service.world.now();
    }

    private boolean isDue(Instant at) {
        return at != null && !at.isAfter(now());
    }

    /** Orders of which something is due. */
    private List<Map.Entry<OrderKey, Rows>> all() {
        List<Map.Entry<OrderKey, Rows>> due = new ArrayList<>();
        payments.rows.rows().forEach((key, rows) -> {
            if (isDue(rows.firstDue())) {
                due.add(Map.entry(key, rows));
            }
        });
        return due;
    }

    @Override
    public List<Due> payments(Tx tx, int limit, Duration lease) {
        List<Due> taken = new ArrayList<>();
        for (Map.Entry<OrderKey, Rows> one : all()) {
            for (PaymentRow row : List.copyOf(one.getValue().payments().values())) {
                if (isDue(row.dueAt())) {
                    Instant claimed = row.claimedAt() == null ? now() : row.claimedAt();
                    Instant heard = latest(row.heardAt(), row.unknownSince());
                    int tries = row.tries() + 1;
                    keep(
                            one.getKey(),
                            new PaymentRow(
                                    row.payment(),
                                    now().plus(lease),
                                    tries,
                                    row.claimedAt(),
                                    row.unknownSince(),
                                    row.heardAt()));
                    taken.add(new Due(
                            one.getKey(),
                            row.payment().id(),
                            tries,
                            since(claimed),
                            since(heard == null ? claimed : heard)));
                }
            }
        }
        return taken;
    }

    @Override
    public List<Due> refunds(Tx tx, int limit, Duration lease) {
        List<Due> taken = new ArrayList<>();
        for (Map.Entry<OrderKey, Rows> one : all()) {
            for (RefundRow row : List.copyOf(one.getValue().refunds().values())) {
                if (isDue(row.dueAt())) {
                    Instant asked = row.askedAt() == null ? now() : row.askedAt();
                    int tries = row.tries() + 1;
                    keep(one.getKey(), new RefundRow(row.refund(), now().plus(lease), tries, asked, row.heardAt()));
                    Instant heard = row.heardAt() == null ? asked : row.heardAt();
                    taken.add(new Due(one.getKey(), row.refund().id(), tries, since(asked), since(heard)));
                }
            }
        }
        return taken;
    }

    @Override
    public List<Due> orders(Tx tx, int limit, Duration lease) {
        List<Due> taken = new ArrayList<>();
        for (Map.Entry<OrderKey, Rows> one : all()) {
            if (isDue(one.getValue().dueAt())) {
                payments.put(one.getKey(), one.getValue().with(one.getValue().order(), now().plus(lease)));
                taken.add(new Due(one.getKey(), null, 0, Duration.ZERO, Duration.ZERO));
            }
        }
        return taken;
    }

    private Duration since(Instant then) {
        return Duration.between(then, now());
    }

    private static Instant latest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private void keep(OrderKey key, PaymentRow row) {
        payments.put(key, payments.rows.get(key).with(row));
    }

    private void keep(OrderKey key, RefundRow row) {
        payments.put(key, payments.rows.get(key).with(row));
    }

    /** A wish for a look at once is not put off. */
    private Instant next(Instant dueAt, Duration pause) {
        if (dueAt == null || !dueAt.isAfter(now())) {
            return dueAt;
        }
        return pause == null ? null : now().plus(pause);
    }

    @Override
    public void payment(Tx tx, Due due, Duration pause) {
        PaymentRow row = payments.rows.get(due.key()).payments().get(due.id());
        keep(due.key(), row.due(next(row.dueAt(), pause)));
    }

    @Override
    public void refund(Tx tx, Due due, Duration pause) {
        RefundRow row = payments.rows.get(due.key()).refunds().get(due.id());
        keep(due.key(), row.due(next(row.dueAt(), pause)));
    }

    @Override
    public void paymentGoesOn(Tx tx, UUID businessId, UUID paymentId) {
        OrderKey key = payments.ofPayment(tx, businessId, paymentId).orElseThrow();
        PaymentRow row = payments.rows.get(key).payments().get(paymentId);
        keep(key, new PaymentRow(row.payment(), row.dueAt(), row.tries(), row.claimedAt(), row.unknownSince(), now()));
    }

    @Override
    public void doubted(Tx tx, UUID businessId, UUID paymentId) {
        OrderKey key = payments.ofPayment(tx, businessId, paymentId).orElseThrow();
        PaymentRow row = payments.rows.get(key).payments().get(paymentId);
        if (row.payment().state().isEndedWithoutMoney()) {
            keep(key, new PaymentRow(row.payment(), now(), 0, row.claimedAt(), row.unknownSince(), now()));
        }
    }

    @Override
    public void refundGoesOn(Tx tx, UUID businessId, UUID refundId) {
        for (OrderKey key : List.copyOf(payments.rows.rows().keySet())) {
            RefundRow row = payments.rows.get(key).refunds().get(refundId);
            if (row != null) {
                keep(key, new RefundRow(row.refund(), row.dueAt(), row.tries(), row.askedAt(), now()));
            }
        }
    }
}
