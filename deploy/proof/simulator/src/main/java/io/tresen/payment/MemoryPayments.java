package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What {@link Payments} keeps in SQL, in memory: the rows with when the janitor looks at them. */
public final class MemoryPayments extends Payments {

    record PaymentRow(
            Payment payment, Instant dueAt, int tries, Instant claimedAt, Instant unknownSince, Instant heardAt) {
        PaymentRow due(Instant next) {
            return new PaymentRow(payment, next, tries, claimedAt, unknownSince, heardAt);
        }
    }

    record RefundRow(Refund refund, Instant dueAt, int tries, Instant askedAt, Instant heardAt) {
        RefundRow due(Instant next) {
            return new RefundRow(refund, next, tries, askedAt, heardAt);
        }
    }

    /** An order's rows. */
    static final class Rows {

        private final PaymentOrder order;
        private final Instant dueAt;
        private final Map<UUID, PaymentRow> payments;
        private final Map<UUID, RefundRow> refunds;
        private OrderPayments held;

        Rows(PaymentOrder order, Instant dueAt, Map<UUID, PaymentRow> payments, Map<UUID, RefundRow> refunds) {
            this.order = order;
            this.dueAt = dueAt;
            this.payments = payments;
            this.refunds = refunds;
        }

        PaymentOrder order() {
            return order;
        }

        Instant dueAt() {
            return dueAt;
        }

        Map<UUID, PaymentRow> payments() {
            return payments;
        }

        Map<UUID, RefundRow> refunds() {
            return refunds;
        }

        /** As the rules see them; made once, since runs ask often. */
        OrderPayments held() {
            if (held == null) {
                held = new OrderPayments(
                        order,
                        payments.values().stream().map(PaymentRow::payment).toList(),
                        refunds.values().stream().map(RefundRow::refund).toList());
            }
            return held;
        }

        /** When the first of them is due; null when none is. */
        Instant firstDue() {
            Instant first = dueAt;
            for (PaymentRow row : payments.values()) {
                first = earlier(first, row.dueAt());
            }
            for (RefundRow row : refunds.values()) {
                first = earlier(first, row.dueAt());
            }
            return first;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one == null || other != null && other.isBefore(one) ? other : one;
        }

        Rows with(PaymentOrder next, Instant due) {
            return new Rows(next, due, payments, refunds);
        }

        Rows with(PaymentRow row) {
            Map<UUID, PaymentRow> next = new LinkedHashMap<>(payments);
            next.put(row.payment().id(), row);
            return new Rows(order, dueAt, next, refunds);
        }

        Rows with(RefundRow row) {
            Map<UUID, RefundRow> next = new LinkedHashMap<>(refunds);
            next.put(row.refund().id(), row);
            return new Rows(order, dueAt, payments, next);
        }
    }

    private static final Duration LEASE = Duration.ofSeconds(30);

    final Table<OrderKey, Rows> rows;
    private final Service service;
    private final Map<UUID, OrderKey> keys = new LinkedHashMap<>();
    private Consumer<Instant> bell = due -> {};

    MemoryPayments(Service service) {
        super(LEASE);
        this.service = service;
        this.rows = new Table<>(service);
    }

    /** @param ring told of each time at which something is due */
    void whenDue(Consumer<Instant> ring) {
        bell = ring;
    }

    /** What is made of the provider's word about an order. */
    Outcome heard(OrderKey key, Outcome outcome) {
        boolean late =
                outcome instanceof Outcome.Succeeded && rows.get(key).order().withdrawn() != null;
        return late && !service.world.machinery.hearsOfLateMoney() ? new Outcome.Cancelled() : outcome;
    }

    @Override
    public Optional<OrderPayments> lock(Tx tx, OrderKey key) {
        return find(tx, key);
    }

    @Override
    public Optional<OrderPayments> find(Tx tx, OrderKey key) {
        return rows.find(key).map(Rows::held);
    }

    @Override
    Optional<OrderPayments> lockOfPayToken(Tx tx, String payToken) {
        return ofPayToken(payToken).flatMap(key -> lock(tx, key));
    }

    /** A pay page is named after its order here. */
    Optional<OrderKey> ofPayToken(String payToken) {
        return Optional.ofNullable(keys.get(UUID.fromString(payToken)));
    }

    @Override
    public Optional<OrderKey> ofPayment(Tx tx, UUID businessId, UUID paymentId) {
        return rows.rows().entrySet().stream()
                .filter(it -> it.getValue().payments().containsKey(paymentId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    boolean insert(Tx tx, OrderPayments next, String traceparent) {
        OrderKey key = OrderKey.of(next.order());
        if (rows.has(key)) {
            return false;
        }
        keys.put(key.orderId(), key);
        Rows made = new Rows(next.order(), null, Map.of(), Map.of());
        for (Payment payment : next.payments()) {
            made = made.with(saved(null, payment));
        }
        put(key, made);
        return true;
    }

    @Override
    boolean save(Tx tx, OrderPayments before, OrderPayments after) {
        OrderKey key = OrderKey.of(after.order());
        Rows next = rows.get(key);
        for (Payment payment : after.payments()) {
            if (!before.payments().contains(payment)) {
                next = next.with(saved(next.payments().get(payment.id()), payment));
            }
        }
        boolean failed = false;
        for (Refund refund : after.refunds()) {
            if (!before.refunds().contains(refund)) {
                failed |= refund.state() == RefundState.FAILED;
                next = next.with(saved(next.refunds().get(refund.id()), refund));
            }
        }
        if (failed || !after.order().equals(before.order())) {
            Optional<Duration> pause = failed ? service.world.machinery.refundsAgainIn(after) : Optional.empty();
            next = next.with(after.order(), pause.map(service.world.now()::plus).orElse(null));
        }
        boolean closing = after.payments().stream()
                .anyMatch(payment -> payment.state().isInFlight()
                        && PaymentRules.isUnwanted(after, payment)
                        && !PaymentRules.isUnwanted(before, payment));
        if (closing) {
            for (PaymentRow row : List.copyOf(next.payments().values())) {
                if (row.payment().state().isInFlight() && row.payment().providerRef() != null) {
                    next = next.with(row.due(service.world.now()));
                }
            }
        }
        put(key, next);
        return closing
                || after.refunds().stream()
                        .anyMatch(refund -> refund.state() == RefundState.REQUESTED
                                && !before.refunds().contains(refund));
    }

    private PaymentRow saved(PaymentRow before, Payment payment) {
        Instant now = service.world.now();
        PaymentState state = payment.state();
        boolean same = before != null && before.payment().state().getClass() == state.getClass();
        Instant claimed = before == null || before.claimedAt() == null
                ? state instanceof Confirming ? now : null
                : before.claimedAt();
        Instant unknown = !(state instanceof Unknown)
                ? null
                : before == null || before.unknownSince() == null ? now : before.unknownSince();
        return new PaymentRow(
                payment,
                same ? before.dueAt() : lookAt(state, now),
                same ? before.tries() : 0,
                claimed,
                unknown,
                before == null ? null : before.heardAt());
    }

    private static Instant lookAt(PaymentState state, Instant now) {
        if (state instanceof Confirming) {
            return now.plus(LEASE);
        }
        if (state instanceof Unknown) {
            return now.plusSeconds(1);
        }
        return state instanceof Waiting ? now.plusSeconds(3) : null;
    }

    private RefundRow saved(RefundRow before, Refund refund) {
        boolean same = before != null && before.refund().state() == refund.state();
        Instant now = service.world.now();
        Instant look =
                switch (refund.state()) {
                    case REQUESTED -> now;
                    case UNKNOWN -> now.plusSeconds(1);
                    case PENDING -> now.plusSeconds(3);
                    case WAITING, SUCCEEDED, FAILED -> null;
                };
        return new RefundRow(
                refund,
                same ? before.dueAt() : look,
                same ? before.tries() : 0,
                before == null ? null : before.askedAt(),
                before == null ? null : before.heardAt());
    }

    /** Keeps an order's rows, and has the janitor told when the first of them is due. */
    void put(OrderKey key, Rows next) {
        rows.put(key, next);
        Instant due = next.firstDue();
        if (due != null) {
            bell.accept(due);
        }
    }

    /** When the first row of all is due. */
    Optional<Instant> firstDue() {
        Instant first = null;
        for (Rows one : rows.values()) {
            first = Rows.earlier(first, one.firstDue());
        }
        return Optional.ofNullable(first);
    }
}
