package io.tresen.payment;

import io.tresen.payment.PaymentState.Confirming;
import io.tresen.proof.simulator.Tasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The real book, each of whose transactions is a step of the task that is running. */
final class SteppedBook extends ChargeBook {

    private final ChargeBook book;
    private final Tasks tasks;
    private final MemoryPayments payments;
    private final Map<OrderKey, MemoryPayments.Rows> beforeClaim = new LinkedHashMap<>();

    SteppedBook(ChargeBook book, Tasks tasks, MemoryPayments payments) {
        super(null, null, null, null, null, null);
        this.book = book;
        this.tasks = tasks;
        this.payments = payments;
    }

    @Override
    public Optional<OrderPayments> read(OrderKey key) {
        return tasks.step(() -> book.read(key));
    }

    @Override
    public Claim claim(String payToken, PayKeys.PayKey payKey, PayCheck check) {
        return tasks.step(() -> {
            OrderKey key = payments.ofPayToken(payToken).orElseThrow();
            MemoryPayments.Rows before = payments.rows.get(key);
            Claim claim = book.claim(payToken, payKey, check);
            if (claim.mine()) {
                beforeClaim.put(key, before);
            }
            return claim;
        });
    }

    @Override
    public boolean created(OrderKey key, UUID paymentId, String ref) {
        return tasks.step(() -> book.created(key, paymentId, ref));
    }

    @Override
    public OrderPayments heard(OrderKey key, UUID paymentId, Outcome outcome) {
        return tasks.step(() -> book.heard(key, paymentId, payments.heard(key, outcome)));
    }

    @Override
    public OrderPayments heardRefund(OrderKey key, UUID refundId, String ref, Outcome outcome) {
        return tasks.step(() -> book.heardRefund(key, refundId, ref, outcome));
    }

    @Override
    public void unclear(OrderKey key, UUID paymentId) {
        step(() -> book.unclear(key, paymentId));
    }

    @Override
    public void doubtful(OrderKey key, UUID paymentId) {
        step(() -> book.doubtful(key, paymentId));
    }

    @Override
    public void unclearRefund(OrderKey key, UUID refundId) {
        step(() -> book.unclearRefund(key, refundId));
    }

    private void step(Runnable work) {
        Supplier<Boolean> done = () -> {
            work.run();
            return true;
        };
        tasks.step(done);
    }

    /** As when claim and call had been one transaction, which a death rolls back. */
    void rollBackClaims() {
        beforeClaim.forEach((key, before) -> {
            if (payments.rows.get(key).held().last().state() instanceof Confirming) {
                payments.put(key, before);
            }
        });
        beforeClaim.clear();
    }
}
