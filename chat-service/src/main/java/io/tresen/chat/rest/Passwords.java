package io.tresen.chat.rest;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.tresen.messaging.rest.FewAtATime;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Passwords of people: 10 characters at least, no rule about their kinds (NIST SP 800-63B section 5.1.1.2), hashed with bcrypt.
 * bcrypt reads 72 bytes and no more, so longer ones are refused rather than cut. A few are hashed at a time, since each
 * costs a quarter of a second of a core.
 */
@ApplicationScoped
class Passwords {

    private static final int SHORTEST = 10;
    private static final int MOST_BYTES = 72;

    private final int cost;
    private final String nobodys;
    private final FewAtATime hashing = new FewAtATime("hashes");

    Passwords(@ConfigProperty(name = "tresen.passwords.cost", defaultValue = "12") int cost) {
        this.cost = cost;
        this.nobodys = BcryptUtil.bcryptHash(Secrets.fresh(), cost);
    }

    /** Notes a fault where a new password is against the rules. */
    static void check(Fields fields, String pointer, String password) {
        if (fields.required(pointer, password) == null) {
            return;
        }
        String used = normal(password);
        if (!Text.isSound(password) || Text.length(used) < SHORTEST || bytes(used) > MOST_BYTES) {
            fields.add(pointer, "must have at least " + SHORTEST + " characters and at most " + MOST_BYTES + " bytes");
        }
    }

    /**
     * The hash to keep. Takes its time: never inside a transaction.
     *
     * @throws io.tresen.messaging.RejectedException 503 when too many are being hashed
     */
    String hash(String password) {
        return hashing.work(() -> BcryptUtil.bcryptHash(normal(password), cost));
    }

    /** Whether it is the one that was hashed; {@code hash} null where there is nobody, which takes as long. */
    boolean matches(String password, String hash) {
        String used = normal(password);
        boolean fits = Text.isSound(password) && bytes(used) <= MOST_BYTES;
        boolean same = hashing.work(() -> BcryptUtil.matches(fits ? used : "", hash == null ? nobodys : hash));
        return fits && same && hash != null;
    }

    /** Keyboards write one character in several ways. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
