package io.tresen.chat.rest;

import io.tresen.chat.AddressRates;
import io.tresen.chat.SignInTries;
import io.tresen.chat.TryRule;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Network;
import io.tresen.messaging.rest.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets nobody try at passwords, links, sign-ups, openings and uploads too often: per network, per e-mail, and strictly per e-mail from a network. */
@ApplicationScoped
class Tries {

    private static final String EMAIL = "email";
    private static final String ADDRESS = "address";
    private static final String ACCOUNT = "account";
    private static final String SIGN_UP = "sign-up";

    private final SignInTries tries;
    private final AddressRates rates;
    private final Database database;

    Tries(SignInTries tries, AddressRates rates, Database database) {
        this.tries = tries;
        this.rates = rates;
        this.database = database;
    }

    /** Counts a try at a password. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void password(String emailKey, HttpServerRequest request) {
        Instant now = Instant.now();
        String network = Network.of(request);
        // refused inside: what one rule counted, another's refusal takes back
        database.run(tx -> refuse(tries.refused(tx, now, TryRule.ADDRESS, ADDRESS, network)
                .or(() -> tries.refused(tx, now, TryRule.ACCOUNT, ACCOUNT, account(network, emailKey)))
                .or(() -> tries.refused(tx, now, TryRule.EMAIL, EMAIL, emailKey))));
    }

    /**
     * The password was right.
     *
     * @param alone true when it is right for all who sign in with the e-mail. Nobody has verified it: an account that a
     *     guesser made under somebody else's must not clear the tries at theirs.
     */
    void right(String emailKey, boolean alone, HttpServerRequest request) {
        String network = Network.of(request);
        database.run(tx -> {
            tries.takeBack(tx, TryRule.ADDRESS, ADDRESS, network);
            if (alone) {
                tries.forget(tx, ACCOUNT, account(network, emailKey));
                tries.forget(tx, EMAIL, emailKey);
            } else {
                tries.takeBack(tx, TryRule.ACCOUNT, ACCOUNT, account(network, emailKey));
                tries.takeBack(tx, TryRule.EMAIL, EMAIL, emailKey);
            }
        });
    }

    private static String account(String network, String emailKey) {
        return network + '\n' + emailKey;
    }

    /** Counts a sign-up, a person who is added, or a try at an invitation's link. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void signUp(HttpServerRequest request) {
        database.run(tx -> refuse(tries.refused(tx, Instant.now(), TryRule.SIGN_UP, SIGN_UP, Network.of(request))));
    }

    /** Counts a conversation that anybody opens. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void opening(HttpServerRequest request) {
        database.run(tx -> refuse(rates.opening(tx, Instant.now(), Network.of(request))));
    }

    /** Counts a picture that a shopper uploads. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void upload(HttpServerRequest request) {
        database.run(tx -> refuse(rates.upload(tx, Instant.now(), Network.of(request))));
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(it -> {
            throw Problem.standard(429)
                    .because("Too many tries; wait")
                    .retryIn(it)
                    .exception();
        });
    }
}
