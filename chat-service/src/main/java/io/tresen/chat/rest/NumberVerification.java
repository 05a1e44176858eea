package io.tresen.chat.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.CodeSender;
import io.tresen.chat.ContactNumber;
import io.tresen.chat.ContactNumbers;
import io.tresen.chat.SignInTries;
import io.tresen.chat.TryRule;
import io.tresen.chat.VerificationCode;
import io.tresen.chat.VerificationCodes;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Phrases;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.FewAtATime;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds out whether the caller's business has the phone number that it names: sends a code there and asks for it. A code has
 * ten minutes and three guesses (wall clock); wrong ones cost a growing wait, and so do codes that are asked for again.
 */
@ApplicationScoped
public class NumberVerification {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final String GUESSES = "code";
    private static final String OF_BUSINESS = "codes-of-business";
    private static final String TO_NUMBER = "codes-to-number";
    private static final String TO_OWN_NUMBER = "codes-to-own-number";

    private final Businesses businesses;
    private final ContactNumbers numbers;
    private final VerificationCodes codes;
    private final SignInTries tries;
    private final CodeSender sender;
    private final KeptSecrets secrets;
    private final ObjectMapper mapper;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;
    private final FewAtATime hashing = new FewAtATime("hashes");

    NumberVerification(
            Businesses businesses,
            ContactNumbers numbers,
            VerificationCodes codes,
            SignInTries tries,
            CodeSender sender,
            KeptSecrets secrets,
            ObjectMapper mapper,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.businesses = businesses;
        this.numbers = numbers;
        this.codes = codes;
        this.tries = tries;
        this.sender = sender;
        this.secrets = secrets;
        this.mapper = mapper;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** What the operator's gateway is told; {@code to} in E.164, {@code text} what the phone shows or says. */
    private record Message(
            UUID id,
            String type,
            String to,
            String method,
            String language,
            String code,
            String text,
            Instant expiresAt) {}

    /**
     * Sends a code to the caller's number.
     *
     * @param locale of the text; null or one that the assistant does not speak: the business's own language
     * @throws io.tresen.messaging.RejectedException verification-not-set-up, no-contact-number, already-verified, too-many-tries;
     *     503 when too many codes are being hashed
     */
    public Response request(VerificationCodes.Method method, String locale, Function<ContactNumber, Answer> answer) {
        if (!sender.ready()) {
            throw ChatRejection.VERIFICATION_NOT_SET_UP.exception();
        }
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get();
        }
        // counted, and for good, before a hash costs its time: of many at once one is hashed
        String counted = database.inTransaction(this::countCode);
        VerificationCode code = fresh();
        byte[] hash = hashing.work(code::hash);
        return idempotency.optional(tx -> answer.apply(request(tx, counted, code, hash, method, locale)));
    }

    /** Counts a code that is asked for; answers the number that it is for. */
    private String countCode(Tx tx) {
        UUID businessId = caller.businessId();
        ContactNumber number = unverified(tx, businessId);
        Instant now = Instant.now();
        // refused inside: what one rule counted, another's refusal takes back
        refuse(tries.waiting(tx, now, GUESSES, businessId.toString())
                .or(() -> tries.refused(tx, now, TryRule.CODES_OF_BUSINESS, OF_BUSINESS, businessId.toString()))
                .or(() -> tooManyTo(tx, now, businessId, number.phone())));
        return number.phone();
    }

    /**
     * A business that got a code to the number before is counted by itself: strangers who ask for codes to a merchant's number
     * must not keep the merchant from it.
     */
    private Optional<Duration> tooManyTo(Tx tx, Instant now, UUID businessId, String phone) {
        String own = own(businessId, phone);
        Optional<Duration> all = tries.counts(tx, now, TO_OWN_NUMBER, own)
                ? Optional.empty()
                : tries.refused(tx, now, TryRule.CODES_TO_NUMBER, TO_NUMBER, phone);
        return all.or(() -> tries.refused(tx, now, TryRule.CODES_TO_OWN_NUMBER, TO_OWN_NUMBER, own));
    }

    private static String own(UUID businessId, String phone) {
        return businessId + " " + phone;
    }

    private ContactNumber unverified(Tx tx, UUID businessId) {
        ContactNumber number = numbers.lock(tx, businessId).orElseThrow(ChatRejection.NO_CONTACT_NUMBER::exception);
        if (number.verifiedAt() != null) {
            throw ChatRejection.ALREADY_VERIFIED.exception();
        }
        return number;
    }

    private ContactNumber request(
            Tx tx, String counted, VerificationCode code, byte[] hash, VerificationCodes.Method method, String locale) {
        UUID businessId = caller.businessId();
        ContactNumber number = unverified(tx, businessId);
        Instant now = Instant.now();
        if (!number.phone().equals(counted)) { // it was changed meanwhile
            refuse(tooManyTo(tx, now, businessId, number.phone()));
        }
        Business business = businesses.get(tx, businessId);
        Language language = Language.of(locale, business.language());
        String sealed = secrets.keep(
                businessId,
                json(new Message(
                        code.id(),
                        "verification_code",
                        number.international(),
                        method.name().toLowerCase(Locale.ROOT),
                        language.code(),
                        code.digits(),
                        Phrases.of(language).text("number.code", spoken(code.digits(), method), business.name()),
                        now.plus(VerificationCode.LIFE))));
        codes.open(tx, now, businessId, code, hash, method, sealed);
        tx.afterCommit(sender::wake);
        return number;
    }

    /** A voice reads digits one by one where they stand apart. */
    private static String spoken(String digits, VerificationCodes.Method method) {
        return method == VerificationCodes.Method.VOICE ? String.join(" ", digits.split("")) : digits;
    }

    /**
     * Takes the code that came to the number.
     *
     * @throws io.tresen.messaging.RejectedException wrong-code with {@code tries_left}, code-over, too-many-tries with a
     *     Retry-After, no-contact-number
     */
    public Response verify(String guess, Function<ContactNumber, Answer> answer) {
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get();
        }
        // counted before it is looked at, and for good: many at once are as few as many one after another
        VerificationCodes.Guess of = database.inTransaction(this::count);
        if (!hashing.work(() -> VerificationCode.matches(guess, of.salt(), of.hash()))) {
            throw wrong(of);
        }
        return idempotency.optional(tx -> answer.apply(verified(tx, of)));
    }

    private VerificationCodes.Guess count(Tx tx) {
        UUID businessId = caller.businessId();
        numbers.lock(tx, businessId).orElseThrow(ChatRejection.NO_CONTACT_NUMBER::exception);
        Instant now = Instant.now();
        refuse(tries.waiting(tx, now, GUESSES, businessId.toString()));
        VerificationCodes.Guess guess =
                codes.guess(tx, now, businessId).orElseThrow(ChatRejection.CODE_OVER::exception);
        refuse(tries.refused(tx, now, TryRule.CODE, GUESSES, businessId.toString()));
        return guess;
    }

    private RuntimeException wrong(VerificationCodes.Guess guess) {
        Instant now = Instant.now();
        Optional<Duration> wait = database.read(
                tx -> tries.waiting(tx, now, GUESSES, caller.businessId().toString()));
        refuse(wait);
        return Problem.of(
                        ChatRejection.WRONG_CODE.code(),
                        ChatRejection.WRONG_CODE.status(),
                        ChatRejection.WRONG_CODE.title())
                .with("tries_left", guess.left())
                .exception();
    }

    private ContactNumber verified(Tx tx, VerificationCodes.Guess guess) {
        UUID businessId = caller.businessId();
        ContactNumber number = numbers.lock(tx, businessId).orElseThrow(ChatRejection.NO_CONTACT_NUMBER::exception);
        if (!codes.spend(tx, businessId, guess.codeId())) {
            throw ChatRejection.CODE_OVER.exception();
        }
        tries.forget(tx, GUESSES, businessId.toString());
        tries.forget(tx, OF_BUSINESS, businessId.toString());
        tries.forget(tx, TO_NUMBER, number.phone());
        tries.forget(tx, TO_OWN_NUMBER, own(businessId, number.phone()));
        return numbers.verified(tx, clock.now(), businessId);
    }

    private static VerificationCode fresh() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        String digits = String.format("%0" + VerificationCode.DIGITS + "d", RANDOM.nextInt(1_000_000));
        return new VerificationCode(Ids.v7(), digits, salt);
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(it -> {
            throw ChatRejection.TOO_MANY_TRIES.retryIn(it).exception();
        });
    }

    private String json(Message message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A code's message can't be written", e);
        }
    }
}
