package io.tresen.chat.webhook;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tresen.chat.CodeSender;
import io.tresen.chat.VerificationCodes;
import io.tresen.chat.VerificationCodes.Parcel;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.webhook.WebhookSignature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hands codes to the operator's own gateway (SMS, voice, whatever reaches phones): {@code POST} of JSON to
 * {@code tresen.verification.url}, signed with {@code tresen.verification.secret} as webhooks are, with the code's id as
 * Idempotency-Key, until it answers 2xx or the code has ended. Nothing is sent inside a transaction. The URL is the operator's
 * word, not a stranger's, so it may lead into their own network.
 */
@ApplicationScoped
public class CodeGateway implements CodeSender {

    private static final Logger LOG = Logger.getLogger(CodeGateway.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int AT_A_TIME = 20;
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));

    private final VerificationCodes codes;
    private final Database database;
    private final KeptSecrets secrets;
    private final Optional<String> url;
    private final Optional<String> secret;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    CodeGateway(
            VerificationCodes codes,
            Database database,
            KeptSecrets secrets,
            @ConfigProperty(name = "tresen.verification.url") Optional<String> url,
            @ConfigProperty(name = "tresen.verification.secret") Optional<String> secret) {
        this.codes = codes;
        this.database = database;
        this.secrets = secrets;
        this.url = url;
        this.secret = secret;
    }

    /** Half a configuration, or one that leads nowhere, is told at the start and not by the first merchant. */
    void check(@Observes StartupEvent event) {
        if (url.isPresent() != secret.isPresent()) {
            throw new IllegalStateException("tresen.verification.url and tresen.verification.secret go together");
        }
        url.map(URI::create)
                .filter(it ->
                        it.getHost() == null || !String.valueOf(it.getScheme()).matches("https?"))
                .ifPresent(it -> {
                    throw new IllegalStateException("tresen.verification.url must be an absolute http or https URL");
                });
    }

    @Override
    public boolean ready() {
        return url.isPresent();
    }

    @Override
    public void wake() {
        Infrastructure.getDefaultWorkerPool().execute(this::send);
    }

    /** What is due: an attempt that failed, or one whose replica died. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        if (!ready()) {
            return;
        }
        try {
            database.inTransaction(tx -> codes.due(tx, Instant.now(), AT_A_TIME))
                    .forEach(this::post);
        } catch (RuntimeException e) {
            LOG.debugf("codes wait: %s", e.toString()); // the next turn goes on
        }
    }

    /** Waits for no answer: a gateway that hangs holds nobody's thread. */
    private void post(Parcel parcel) {
        try {
            client.sendAsync(request(parcel), HttpResponse.BodyHandlers.discarding())
                    .handleAsync(
                            (answer, failure) -> take(parcel, answer, failure), Infrastructure.getDefaultWorkerPool());
        } catch (RuntimeException e) {
            LOG.errorf("A code can't be sent: %s", Wordless.kind(e)); // it may be another's turn
        }
    }

    private HttpRequest request(Parcel parcel) {
        byte[] body = secrets.reveal(parcel.businessId(), parcel.sealed()).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(url.orElseThrow()))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", parcel.codeId().toString())
                .header(WebhookSignature.HEADER, WebhookSignature.of(secret.orElseThrow(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** What can't be written down is sent again once the lease is over, under the same id. */
    private Void take(Parcel parcel, HttpResponse<Void> answer, Throwable failure) {
        if (answer != null && answer.statusCode() / 100 == 2) {
            database.run(tx -> codes.sent(tx, parcel));
        } else {
            LOG.warnf(
                    "tresen.verification.url took no code: %s",
                    answer == null ? failure.getClass().getSimpleName() : "HTTP " + answer.statusCode());
            Duration wait = WAITS.get(Math.min(parcel.attempts(), WAITS.size()) - 1);
            database.run(tx -> codes.failed(tx, parcel, Instant.now().plus(wait)));
        }
        return null;
    }
}
