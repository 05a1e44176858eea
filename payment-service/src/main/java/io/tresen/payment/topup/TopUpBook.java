package io.tresen.payment.topup;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.Outcome;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.PayTokens;
import io.tresen.payment.PaymentState;
import io.tresen.payment.topup.TopUpDecision.Act;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The transactions between two calls to the provider. Each locks the top-up, decides, books, commits; none calls anybody. */
@ApplicationScoped
public class TopUpBook {

    private final Database database;
    private final TopUps topUps;
    private final TopUpDues dues;
    private final TopUpDesk desk;
    private final PayTokens payTokens;
    private final BusinessClock clock;

    TopUpBook(
            Database database,
            TopUps topUps,
            TopUpDues dues,
            TopUpDesk desk,
            PayTokens payTokens,
            BusinessClock clock) {
        this.database = database;
        this.topUps = topUps;
        this.dues = dues;
        this.desk = desk;
        this.payTokens = payTokens;
        this.clock = clock;
    }

    /**
     * @param topUp what the caller is answered with
     * @param mine true when the caller has to charge it
     * @param replayed true when the caller's idempotency key named it
     */
    public record Claim(TopUp topUp, boolean mine, boolean replayed) {}

    /** What stands on this page: the last try. @throws RejectedException 404 */
    public TopUp page(String payToken) {
        return database.read(tx -> {
            TopUp topUp = topUps.ofPayToken(tx, payToken)
                    .flatMap(key -> topUps.find(tx, key))
                    .orElseThrow(TopUpRejection.UNKNOWN_TOP_UP::exception);
            int tries = topUps.tries(tx, topUp);
            Optional<TopUp> next = next(tx, topUp, tries, false);
            while (next.isPresent()) {
                topUp = next.get();
                tries++;
                next = next(tx, topUp, tries, false);
            }
            return TopUpRules.shown(topUp, tries);
        });
    }

    /** As its page shows it: after the last try as one that nobody can pay any more. */
    public TopUp shown(TopUp topUp) {
        return topUp.state() instanceof PaymentState.Failed
                ? database.read(tx -> TopUpRules.shown(topUp, topUps.tries(tx, topUp)))
                : topUp;
    }

    /** The top-up, locked until the transaction ends. */
    public Optional<TopUp> lock(Tx tx, TopUpKey key) {
        return topUps.lock(tx, key);
    }

    /** What stands; for whoever is about to ask the provider. */
    public Optional<TopUp> read(TopUpKey key) {
        return database.read(tx -> topUps.find(tx, key));
    }

    /**
     * Gives the charge to one caller; every other is answered with it. Who pays a declined one gets the next.
     *
     * @param payKey hashes of the caller's idempotency key and body; null without a key
     * @param check refuses what the caller sent; run only when a charge would be claimed
     * @throws RejectedException 404, 409 not payable, 422 key reused, and what the check throws
     */
    public Claim claim(String payToken, PayKey payKey, Consumer<TopUp> check) {
        return database.inTransaction(tx -> {
            TopUp topUp = topUps.ofPayToken(tx, payToken)
                    .flatMap(key -> topUps.lock(tx, key))
                    .orElseThrow(TopUpRejection.UNKNOWN_TOP_UP::exception);
            int tries = topUps.tries(tx, topUp) - 1;
            Optional<TopUp> next = Optional.of(topUp);
            while (next.isPresent()) {
                topUp = next.get();
                tries++;
                if (topUps.isOfKey(tx, topUp, payKey)) {
                    return new Claim(topUp, false, true);
                }
                next = next(tx, topUp, tries, true);
            }
            TopUpDecision decision = TopUpRules.claim(topUp, tries, payTokens.fresh(), clock.now());
            if (decision instanceof Act) {
                check.accept(topUp);
            }
            TopUp after = desk.carryOut(tx, topUp, decision, clock.now());
            boolean mine = after != topUp;
            if (mine) {
                topUps.keep(tx, after, payKey);
            }
            return new Claim(after, mine, false);
        });
    }

    /** As {@link #claim(String, PayKey, Consumer)}, by a check that needs not know which one is claimed. */
    public Claim claim(String payToken, PayKey payKey, Runnable check) {
        return claim(payToken, payKey, topUp -> check.run());
    }

    /** The one that tried a declined one again. @param tries how many there are with that one; there are no more than the most */
    private Optional<TopUp> next(Tx tx, TopUp topUp, int tries, boolean locked) {
        if (!(topUp.state() instanceof PaymentState.Failed) || tries >= TopUpRules.MOST_TRIES) {
            return Optional.empty();
        }
        TopUpKey key = new TopUpKey(topUp.businessId(), topUp.nextId());
        return locked ? topUps.lock(tx, key) : topUps.find(tx, key);
    }

    /** Keeps the provider's id of an unconfirmed charge. @return whether it may still be confirmed */
    public boolean created(TopUpKey key, String ref) {
        return database.patient()
                .inTransaction(tx -> TopUpRules.mayConfirm(
                        desk.decide(tx, key, (topUp, now) -> TopUpRules.created(topUp, ref)), clock.now()));
    }

    /** Records what the provider said about the charge. */
    public TopUp heard(TopUpKey key, Outcome outcome) {
        return database.patient().inTransaction(tx -> heard(tx, key, outcome));
    }

    /** As {@link #heard(TopUpKey, Outcome)}, by an event, which may come before the creation was answered. */
    public TopUp heard(Tx tx, TopUpKey key, String ref, Outcome outcome) {
        TopUp known = desk.decide(
                tx,
                key,
                (topUp, now) -> topUp.providerRef() == null || ref.equals(topUp.providerRef())
                        ? TopUpRules.created(topUp, ref)
                        : TopUpRules.elsewhere(topUp, outcome, now));
        return ref.equals(known.providerRef()) ? heard(tx, key, outcome) : known;
    }

    private TopUp heard(Tx tx, TopUpKey key, Outcome outcome) {
        TopUp after = desk.decide(tx, key, (topUp, now) -> TopUpRules.hear(topUp, outcome, now));
        if (outcome instanceof Outcome.Pending) {
            dues.goesOn(tx, key);
        }
        return after;
    }

    /** Records what the provider said about a refund. @param ref its id there, or null */
    public TopUp heardRefund(TopUpKey key, UUID refundId, String ref, Outcome outcome) {
        return database.inTransaction(tx -> heardRefund(tx, key, refundId, ref, outcome));
    }

    /** As {@link #heardRefund(TopUpKey, UUID, String, Outcome)}, in the caller's transaction. */
    public TopUp heardRefund(Tx tx, TopUpKey key, UUID refundId, String ref, Outcome outcome) {
        TopUp after = desk.decide(tx, key, (topUp, now) -> TopUpRefundRules.hear(topUp, refundId, ref, outcome, now));
        if (outcome instanceof Outcome.Pending) {
            dues.goesOn(tx, key);
        }
        return after;
    }

    /** The provider has not said for too long. */
    public void unclear(TopUpKey key) {
        database.run(tx -> desk.decide(tx, key, TopUpRules::unclear));
    }

    /** Tries again what failed to go back. */
    public void repeatRefund(TopUpKey key) {
        database.run(tx -> desk.decide(tx, key, (topUp, now) -> TopUpRefundRules.repeat(topUp)));
    }

    /** Its time is over. */
    public void expire(TopUpKey key) {
        database.run(tx -> desk.decide(tx, key, (topUp, now) -> TopUpRules.withdraw(topUp, "expired")));
    }

    /** @throws RejectedException 404 for one that is not the shopper's */
    public TopUp cancel(UUID businessId, UUID shopperId, UUID topUpId) {
        TopUpKey key = new TopUpKey(businessId, topUpId);
        return database.inTransaction(tx -> {
            topUps.lock(tx, key)
                    .filter(topUp -> topUp.shopperId().equals(shopperId))
                    .orElseThrow(TopUpRejection.UNKNOWN_TOP_UP::exception);
            return desk.decide(tx, key, (topUp, now) -> TopUpRules.withdraw(topUp, "cancelled"));
        });
    }
}
