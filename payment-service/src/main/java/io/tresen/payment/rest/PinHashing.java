package io.tresen.payment.rest;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.tresen.messaging.rest.FewAtATime;
import io.tresen.payment.wallet.PinHashes;
import io.tresen.payment.wallet.WalletPins;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * bcrypt. Against guesses over the interface the five tries protect; the hash protects a stolen table, as far as that can be
 * with so few digits. One hash a core at a time, since each costs a good part of a tenth of a second of it.
 */
@ApplicationScoped
class PinHashing implements PinHashes {

    private final int cost;
    private final FewAtATime cores =
            new FewAtATime("pins", Runtime.getRuntime().availableProcessors(), WalletPins.MOST_AT_A_TIME);

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
        return cores.work(work);
    }
}
