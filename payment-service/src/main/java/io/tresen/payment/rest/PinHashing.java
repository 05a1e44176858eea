package io.tresen.payment.rest;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.wallet.PinHashes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * bcrypt. Against guesses over the interface the five tries protect; the hash protects a stolen table, as far as that can be
 * with so few digits. One hash a core at a time, since each costs a good part of a tenth of a second of it.
 */
@ApplicationScoped
class PinHashing implements PinHashes {

    private static final int PATIENCE_S = 10;

    private final int cost;
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    PinHashing(@ConfigProperty(name = "tresen.pins.cost", defaultValue = "10") int cost) {
        this.cost = cost;
    }

    @Override
    public String hash(String pin) {
        return inTurn(() -> BcryptUtil.bcryptHash(pin, cost));
    }

    @Override
    public boolean matches(String pin, String hash) {
        return BcryptUtil.matches(pin, hash);
    }

    @Override
    public <T> T inTurn(Supplier<T> work) {
        try {
            if (!cores.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw PaymentRejection.BUSY.exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PaymentRejection.BUSY.exception();
        }
        try {
            return work.get();
        } finally {
            cores.release();
        }
    }
}
