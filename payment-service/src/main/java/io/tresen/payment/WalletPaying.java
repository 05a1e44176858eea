package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.wallet.WalletPins;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Pays from the shopper's wallet on the pay page. The PIN is looked at before the transaction that pays, since a wrong one is
 * counted in a transaction of its own; only an attempt whose PIN was right in this very call is captured. A pay link has fewer
 * wrong PINs than the wallet itself, since links are forwarded ("pay this for me"): whoever has one can't lock the wallet.
 */
@ApplicationScoped
public class WalletPaying {

    private final ChargeBook book;
    private final Payments payments;
    private final PaymentDesk desk;
    private final WalletPins pins;
    private final BusinessClock clock;

    WalletPaying(ChargeBook book, Payments payments, PaymentDesk desk, WalletPins pins, BusinessClock clock) {
        this.book = book;
        this.payments = payments;
        this.desk = desk;
        this.pins = pins;
        this.clock = clock;
    }

    /**
     * Pays, or answers with the attempt that is there.
     *
     * @param payKey the caller's idempotency key, or null
     * @param check refuses what the caller sent; run only when a new attempt would be claimed
     * @throws io.tresen.messaging.RejectedException 404, 409 not payable, not enough or PIN locked, 422 PIN wrong or not set,
     *     and what the check throws
     */
    public Claim pay(String payToken, String pin, PayKey payKey, PayCheck check) {
        OrderPayments held = book.page(payToken);
        boolean payable = PaymentRules.payFromWallet(held, clock.now()) instanceof Decision.Act;
        if (payable) {
            book.check(held.order(), check);
            OrderKey key = OrderKey.of(held.order());
            book.requireFewWrongPins(key);
            checkPin(key, held.order().shopperId(), pin);
        }
        return book.payFromWallet(payToken, payKey, () -> {
            if (!payable) {
                throw PaymentRejection.NOT_PAYABLE.exception();
            }
        });
    }

    /** Locks an order that is about to be paid, before anything that asks for its money. */
    public void lock(Tx tx, OrderKey key) {
        payments.lock(tx, key);
    }

    /** The attempt that would capture the money of a locked order; empty where it can't be paid now, or is being paid. */
    public Optional<UUID> nextPayment(Tx tx, OrderKey key, Instant now) {
        return payments.find(tx, key)
                .map(held -> PaymentRules.payFromWallet(held, now))
                .filter(Decision.Act.class::isInstance)
                .map(decision -> ((Decision.Act) decision).next().last().id());
    }

    /**
     * Pays an order that has a {@link #nextPayment}, in the same transaction; the shopper's PIN has been checked.
     *
     * @throws io.tresen.messaging.RejectedException 409 not enough
     */
    public void pay(Tx tx, OrderKey key, Instant now) {
        OrderPayments held = payments.lock(tx, key).orElseThrow();
        By shopper = By.shopper(held.order().shopperId());
        desk.carryOut(tx, held, PaymentRules.payFromWallet(held, now), now, null, shopper);
    }

    private void checkPin(OrderKey key, UUID shopperId, String pin) {
        try {
            pins.check(key.businessId(), shopperId, pin, "/pin");
        } catch (RejectedException refused) {
            if (refused.is("wrong-pin")) {
                book.countWrongPin(key);
            }
            throw refused;
        }
    }
}
