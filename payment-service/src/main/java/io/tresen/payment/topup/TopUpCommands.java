package io.tresen.payment.topup;

import io.tresen.messaging.By;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.PayTokens;
import io.tresen.payment.wallet.WalletLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Begins top-ups. */
@ApplicationScoped
public class TopUpCommands {

    private static final Duration DAY = Duration.ofDays(1);

    private final TopUps topUps;
    private final WalletLimits limits;
    private final PayTokens payTokens;
    private final BusinessClock clock;

    TopUpCommands(TopUps topUps, WalletLimits limits, PayTokens payTokens, BusinessClock clock) {
        this.topUps = topUps;
        this.limits = limits;
        this.payTokens = payTokens;
        this.clock = clock;
    }

    /**
     * Begins one, or finds the one of this id.
     *
     * @param currency the business's
     * @param by who asks for it
     * @throws io.tresen.messaging.RejectedException 422 for an amount that no card or no limit allows, 409 too many or too much
     *     within 24 hours
     */
    public TopUp begin(Tx tx, TopUpKey key, UUID shopperId, Money amount, String currency, By by) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        TopUps.Counted counted = topUps.count(tx, key.businessId(), shopperId, currency, now.minus(DAY), now);
        Optional<TopUp> there = topUps.find(tx, key); // under the lock of count, so that a repeat finds the first
        if (there.isPresent()) {
            return there.get();
        }
        TopUpRules.refusal(amount, currency, limits.of(tx, key.businessId(), currency), counted.minor(), counted.open())
                .ifPresent(refusal -> {
                    throw refusal.exception();
                });
        TopUp topUp = TopUp.open(key, shopperId, amount, payTokens.fresh(), by, now, now.plus(TopUpRules.LIFE));
        topUps.insert(tx, topUp);
        tx.afterCommit(() -> Failpoint.reached(TopUpSteps.BEGUN));
        return topUp;
    }
}
