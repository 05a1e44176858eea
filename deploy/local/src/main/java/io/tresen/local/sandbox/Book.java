package io.tresen.local.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Everything the sandbox knows, in memory and in its journal. State changes in {@link #apply} only, which serves the
 * live change and the replay at start alike. Used by one thread.
 */
final class Book implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 16L << 20;

    private final Map<String, PaymentIntent> intents = new LinkedHashMap<>();
    private final Map<String, Refund> refunds = new LinkedHashMap<>();
    private final Map<String, List<String>> refundsOfIntent = new LinkedHashMap<>();
    private final Map<String, StoredAnswer> answers = new LinkedHashMap<>();
    private final Map<String, Event> undelivered = new LinkedHashMap<>();
    private final Journal journal;
    private Fault fault = Fault.NONE;

    private Book(Path file) throws IOException {
        Journal.read(file).forEach(line -> apply(Change.parse(line)));
        if (Files.exists(file) && Files.size(file) > COMPACT_ABOVE_BYTES) {
            Journal.rewrite(file, snapshot().map(Change::text));
        }
        this.journal = Journal.open(file);
    }

    /** Reads the journal of that directory, or starts a new one. */
    static Book open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new Book(directory.resolve("book.journal"));
    }

    /**
     * Applies the change; completes once it, and whatever a reader could see before it, is on disk. Nobody may be told
     * of it earlier. An empty change is how a reader waits for what it saw.
     */
    CompletableFuture<Void> record(Change change) {
        if (change.isEmpty()) {
            return journal.durable();
        }
        apply(change);
        return journal.append(change.text());
    }

    private void apply(Change change) {
        if (change.intent() != null) {
            intents.put(change.intent().id(), change.intent());
        }
        Refund refund = change.refund();
        if (refund != null && refunds.put(refund.id(), refund) == null) {
            refundsOfIntent
                    .computeIfAbsent(refund.intentId(), id -> new ArrayList<>())
                    .add(refund.id());
        }
        if (change.answer() != null) {
            answers.put(change.answer().key(), change.answer());
        }
        if (change.event() != null) {
            undelivered.put(change.event().id(), change.event());
        }
        if (change.delivered() != null) {
            undelivered.remove(change.delivered());
        }
        if (change.fault() != null) {
            fault = change.fault();
        }
    }

    private Stream<Change> snapshot() {
        forgetOldAnswers(System.currentTimeMillis() / 1000);
        return Stream.of(
                        intents.values().stream().map(new Change()::with),
                        refunds.values().stream().map(new Change()::with),
                        answers.values().stream().map(new Change()::with),
                        undelivered.values().stream().map(new Change()::with),
                        Stream.of(new Change().with(fault)))
                .flatMap(changes -> changes);
    }

    /** Idempotency keys live for 24 hours of the wall clock. */
    void forgetOldAnswers(long nowSeconds) {
        answers.values().removeIf(answer -> answer.atSeconds() + StoredAnswer.KEPT_SECONDS < nowSeconds);
    }

    /** @throws StripeError 404 when there is none */
    PaymentIntent intent(String id) {
        return Optional.ofNullable(intents.get(id))
                .orElseThrow(() -> StripeError.missing("payment_intent", id, "intent"));
    }

    /** In the order of their creation. */
    Collection<PaymentIntent> intents() {
        return intents.values();
    }

    /** @throws StripeError 404 when there is none */
    Refund refund(String id) {
        return Optional.ofNullable(refunds.get(id)).orElseThrow(() -> StripeError.missing("refund", id, "refund"));
    }

    Collection<Refund> refunds() {
        return refunds.values();
    }

    /** Oldest first. */
    List<Refund> refundsOf(String intentId) {
        return refundsOfIntent.getOrDefault(intentId, List.of()).stream()
                .map(refunds::get)
                .toList();
    }

    /** What may still be refunded of an intent, in its minor units. */
    long refundable(PaymentIntent intent) {
        return intent.received()
                - refundsOf(intent.id()).stream()
                        .filter(Refund::counts)
                        .mapToLong(Refund::amount)
                        .sum();
    }

    Optional<StoredAnswer> answer(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    List<Event> undelivered() {
        return List.copyOf(undelivered.values());
    }

    Fault fault() {
        return fault;
    }

    @Override
    public void close() {
        journal.close();
    }
}
