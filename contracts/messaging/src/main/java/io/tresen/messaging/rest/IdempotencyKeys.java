package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a POST happen once per {@code Idempotency-Key} (DESIGN 8): its effect and its first answer are one transaction
 * under an advisory try-lock on the key's hash, so no crash leaves a key hanging. "Same body" means the same bytes.
 *
 * <p>A refusal thrown by the effect rolls everything back and is not kept: a repeat decides anew.
 */
@ApplicationScoped
public class IdempotencyKeys {

    private static final int LONGEST = 255;
    private static final int SHORTEST_OF_PUBLIC = 22;
    private static final Rejection REQUIRED =
            Problem.of("idempotency-key-required", 400, "An Idempotency-Key is needed here");
    private static final Rejection INVALID =
            Problem.of("idempotency-key-invalid", 400, "The Idempotency-Key can't be used");
    private static final Rejection REUSED =
            Problem.of("idempotency-key-reused", 422, "The Idempotency-Key was used for another body");
    private static final Rejection IN_PROGRESS = Problem.of(
                    "request-in-progress", 409, "The first request with this Idempotency-Key is still running")
            .retryIn(Duration.ofSeconds(1));

    private final Database database;
    private final RequestFacts facts;
    private final Caller caller;
    private final ObjectMapper mapper;

    IdempotencyKeys(Database database, RequestFacts facts, Caller caller, ObjectMapper mapper) {
        this.database = database;
        this.facts = facts;
        this.caller = caller;
        this.mapper = mapper;
    }

    /**
     * Runs the effect once for the request's key.
     *
     * @throws io.tresen.messaging.RejectedException 400 without a key
     * @throws IllegalStateException when the resource method does not say {@link KeyRequired}
     */
    public Response required(Function<Tx, Answer> effect) {
        if (!facts.keyRequired()) {
            throw new IllegalStateException("@KeyRequired is missing on " + facts.method() + " " + facts.path());
        }
        if (facts.idempotencyKey() == null) {
            throw REQUIRED.exception();
        }
        return optional(effect);
    }

    /** Runs the effect once for the request's key where it has one, else in a plain transaction. */
    public Response optional(Function<Tx, Answer> effect) {
        return optional(facts.bodyHash(), effect);
    }

    /** As {@link #optional(Function)}, for a body read as a stream, whose SHA-256 the resource made itself. */
    public Response optional(byte[] bodyHash, Function<Tx, Answer> effect) {
        if (facts.idempotencyKey() == null) {
            Answer answer = database.inTransaction(effect);
            return response(answer.status(), answer.location(), answer.etag(), json(answer.body()))
                    .build();
        }
        Keyed request = keyed(bodyHash);
        return database.inTransaction(tx -> once(tx, request, effect));
    }

    /**
     * The first answer to the request's key where there is one, so that a repeat is not counted, priced or held again before
     * it is found to be one. Changes nothing; empty without a key.
     *
     * @throws io.tresen.messaging.RejectedException 422 for another body
     */
    public Optional<Response> replayed() {
        return replayed(facts.bodyHash());
    }

    /** As {@link #replayed()}, for a body read as a stream, whose SHA-256 the resource made itself. */
    public Optional<Response> replayed(byte[] bodyHash) {
        if (facts.idempotencyKey() == null) {
            return Optional.empty();
        }
        Keyed request = keyed(bodyHash);
        return database.read(tx -> kept(askKept(tx, request), request));
    }

    /**
     * Whether there is a first answer to the request's key, for a body that has not come in yet: whether it is the same one is
     * seen by {@link #optional(byte[], Function)}. False without a key.
     */
    public boolean isAnswered() {
        if (facts.idempotencyKey() == null) {
            return false;
        }
        Keyed request = keyed(facts.bodyHash());
        return database.read(tx -> askKept(tx, request).one().isPresent());
    }

    /** A key with the hash that is kept of it, and the plain hash of the body that came with it. */
    private record Keyed(KeyedCipher cipher, byte[] keyHash, byte[] bodyHash) {}

    private Keyed keyed(byte[] bodyHash) {
        String key = facts.idempotencyKey();
        int shortest = facts.open() ? SHORTEST_OF_PUBLIC : 1;
        if (key.length() < shortest || key.length() > LONGEST) {
            throw Problem.of(INVALID.code(), INVALID.status(), INVALID.title())
                    .because("It must have " + shortest + " to " + LONGEST + " characters")
                    .exception();
        }
        byte[] keyHash = RequestFacts.sha256((scope() + key).getBytes(StandardCharsets.UTF_8));
        KeyedCipher cipher = new KeyedCipher(key, keyHash);
        return new Keyed(cipher, keyHash, bodyHash);
    }

    private Response once(Tx tx, Keyed request, Function<Tx, Answer> effect) {
        long lock = ByteBuffer.wrap(request.keyHash()).getLong();
        Asked locked = tx.ask("select pg_try_advisory_xact_lock($1) as had", lock);
        // asked behind it, so that it is read under the lock
        Asked kept = askKept(tx, request);
        if (!locked.one().orElseThrow().getBoolean("had")) {
            throw IN_PROGRESS.exception();
        }
        Optional<Response> first = kept(kept, request);
        if (first.isPresent()) {
            return first.get();
        }
        Answer answer = effect.apply(tx);
        byte[] body = json(answer.body());
        byte[] keptBody = body != null && answer.secret() ? request.cipher().encrypt(body) : body;
        tx.send(
                "insert into idempotency (key_hash, body_hash, status, location, etag, body, secret)"
                        + " values ($1, $2, $3, $4, $5, $6, $7)",
                Buffer.buffer(request.keyHash()),
                Buffer.buffer(request.cipher().mac(request.bodyHash())),
                answer.status(),
                answer.location(),
                answer.etag(),
                keptBody == null ? null : Buffer.buffer(keptBody),
                answer.secret());
        return response(answer.status(), answer.location(), answer.etag(), body).build();
    }

    private static Asked askKept(Tx tx, Keyed request) {
        return tx.ask(
                "select body_hash, status, location, etag, body, secret from idempotency where key_hash = $1",
                Buffer.buffer(request.keyHash()));
    }

    private static Optional<Response> kept(Asked asked, Keyed request) {
        return asked.one().map(row -> {
            byte[] kept = row.getBuffer("body_hash").getBytes();
            // what earlier versions kept, and keep while both run, is the plain hash
            if (!MessageDigest.isEqual(kept, request.cipher().mac(request.bodyHash()))
                    && !MessageDigest.isEqual(kept, request.bodyHash())) {
                throw REUSED.exception();
            }
            byte[] body =
                    row.getBuffer("body") == null ? null : row.getBuffer("body").getBytes();
            byte[] plain =
                    body != null && row.getBoolean("secret") ? request.cipher().decrypt(body) : body;
            return response(row.getInteger("status"), row.getString("location"), row.getString("etag"), plain)
                    .header("Idempotency-Replayed", "true")
                    .build();
        });
    }

    /** Caller, method and path; a business is one caller whichever credential or token it uses. */
    private String scope() {
        String who = caller.known().map(IdempotencyKeys::who).orElse("public");
        return String.join("\n", who, facts.method(), facts.path(), "");
    }

    private static String who(Token token) {
        return token.role() == Role.BUSINESS ? "business " + token.businessId() : "shopper " + token.subject();
    }

    private byte[] json(Object body) {
        try {
            return body == null ? null : mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer is no JSON", e);
        }
    }

    private static Response.ResponseBuilder response(int status, String location, String etag, byte[] body) {
        Response.ResponseBuilder response = Response.status(status);
        if (location != null) {
            response.header("Location", location);
        }
        if (etag != null) {
            response.header("ETag", etag);
        }
        return body == null ? response : response.entity(body).type(MediaType.APPLICATION_JSON_TYPE);
    }
}
