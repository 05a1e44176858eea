package io.tresen.chat.rest;

import io.tresen.chat.AddressRates;
import io.tresen.chat.SignInTries;
import io.tresen.chat.TryRule;
import io.tresen.messaging.db.Database;
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
    private static final int HEXTETS_OF_A_NETWORK = 4;

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
        String network = network(request);
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
        String network = network(request);
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
        database.run(tx -> refuse(tries.refused(tx, Instant.now(), TryRule.SIGN_UP, SIGN_UP, network(request))));
    }

    /** Counts a conversation that anybody opens. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void opening(HttpServerRequest request) {
        database.run(tx -> refuse(rates.opening(tx, Instant.now(), network(request))));
    }

    /** Counts a picture that a shopper uploads. @throws io.tresen.messaging.RejectedException 429 with a Retry-After */
    void upload(HttpServerRequest request) {
        database.run(tx -> refuse(rates.upload(tx, Instant.now(), network(request))));
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(it -> {
            throw Problem.standard(429)
                    .because("Too many tries; wait")
                    .retryIn(it)
                    .exception();
        });
    }

    /** The address, of IPv6 its /64: whoever has one address there has all of them. */
    static String network(HttpServerRequest request) {
        return network(
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress());
    }

    static String network(String address) {
        if (address == null || !address.contains(":") || address.contains(".")) {
            return String.valueOf(address);
        }
        String[] halves = address.split("%")[0].split("::", -1);
        String[] left = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        StringBuilder network = new StringBuilder();
        int missing =
                halves.length == 1 ? 0 : 8 - left.length - (halves[1].isEmpty() ? 0 : halves[1].split(":").length);
        for (int i = 0; i < HEXTETS_OF_A_NETWORK; i++) {
            String part = i < left.length
                    ? left[i]
                    : i < left.length + missing || halves.length == 1
                            ? "0"
                            : halves[1].split(":")[i - left.length - missing];
            network.append(Integer.toHexString(Integer.parseInt(part, 16))).append(':');
        }
        return network.toString();
    }
}
