package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The invariant checker of design section 14. It alone reads all five databases, and only reads. A figure measured while
 * one of these is violated is void.
 */
public final class Invariants {

    public static final String OF_TOP_UPS = TopUps.NAME;
    public static final String OF_WALLETS = Wallets.NAME;
    public static final String OF_WISHES = Notices.NAME;
    public static final String OF_CODES = Codes.NAME;

    /** Of what an experiment need not have: who has it claims them. All others are claimed wherever there are orders. */
    public static final Set<String> OF_SOME = Set.of(OF_TOP_UPS, OF_WALLETS, OF_WISHES, OF_CODES);

    private static final int QUIET_LOOKS = 2;

    private final List<Invariant> all;
    private final Platform platform;
    private final Books books;

    public Invariants(Platform platform) {
        this(platform, Instant.EPOCH, Set.of());
    }

    /** @param topUpsToldSince when the last replica of a build had ended that did not tell all of top-ups */
    public Invariants(Platform platform, Instant topUpsToldSince) {
        this(platform, topUpsToldSince, Set.of());
    }

    /** @param attention what a restored payment-service lists for a person; sums of money leave those orders out */
    public Invariants(Platform platform, Attention attention) {
        this(platform, Instant.EPOCH, attention.keys());
    }

    private Invariants(Platform platform, Instant topUpsToldSince, Set<String> apart) {
        this.platform = platform;
        this.books = new Books(platform::jdbcUrl, platform::businessTime);
        this.all = List.of(
                new Stock(),
                new Charges(),
                new TopUps(topUpsToldSince),
                new Endings(),
                new Effects(),
                new Sequences(),
                new Ledger(apart),
                new Wallets(),
                new Notices(),
                new OrderSums(),
                new Codes());
    }

    /**
     * Waits until nothing moves any more; what still does at the end of the time is returned. One look sees lag, outboxes and work
     * one after the other, and an event may pass from what is looked at later to what was looked at before; so it looks again.
     */
    public List<String> awaitRest(Duration atMost) {
        Pause pause = new Pause(atMost);
        List<String> unrest;
        int quiet = 0;
        do {
            unrest = books.together(() -> Quiet.unrest(books, platform.bootstrapServers()));
            quiet = unrest.isEmpty() ? quiet + 1 : 0;
        } while (quiet < QUIET_LOOKS && pause.again());
        return unrest;
    }

    /** Waits until nothing about money is unclear but what a person was told of; what still is at the end is returned. */
    public List<String> awaitClear(Duration atMost) {
        return await(atMost, () -> Quiet.unclear(books));
    }

    /** Waits until one service has read and sent all that it has to; what is left at the end of the time is returned. */
    public List<String> awaitWorkedOff(String service, Duration atMost) {
        return awaitWorkedOff(List.of(service), atMost);
    }

    /** The same of several at once: what one of them sends another has to read. */
    public List<String> awaitWorkedOff(List<String> services, Duration atMost) {
        return await(atMost, () -> services.stream()
                .flatMap(service -> Quiet.left(books, platform.bootstrapServers(), service).stream())
                .toList());
    }

    /** Waits until one service has done what it does of itself, without an event; what is left at the end of the time is returned. */
    public List<String> awaitOwnWork(String service, Duration atMost) {
        return await(atMost, () -> Quiet.own(books, service));
    }

    /** Waits until one service has sent all that it has decided to tell; what is left at the end of the time is returned. */
    public List<String> awaitSent(String service, Duration atMost) {
        return await(atMost, () -> Quiet.unsent(books, service));
    }

    private static List<String> await(Duration atMost, Supplier<List<String>> look) {
        Pause pause = new Pause(atMost);
        List<String> left;
        do {
            left = look.get();
        } while (!left.isEmpty() && pause.again());
        return left;
    }

    /** What the services hold as facts, by table, as text that changes when anything of it does. */
    public Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        Topics.SERVICES.forEach(service -> Contents.of(books, service, Contents.FACTS)
                .forEach((table, held) -> contents.put(service + "." + table, held)));
        return contents;
    }

    /** Has a service make copies anew, one after the other, by the command that an operator has. */
    public void rebuild(String service, List<String> copies) {
        CopiesRebuilt rebuilt = new CopiesRebuilt(platform, books);
        copies.forEach(copy -> rebuilt.rebuild(service, copy));
    }

    /** How often each key of a topic has an event of this type, first occurrences. */
    public Map<String, Long> times(Topic topic, String type) {
        return new Evidence(books, history().read(List.of(topic)), null)
                .first(topic, type)
                .collect(Collectors.groupingBy(Fact::key, Collectors.counting()));
    }

    /** Types of the events with this key, first occurrences, by topic; once nothing moves, or a minute later. */
    public Map<String, List<String>> eventsOf(String key) {
        awaitRest(Duration.ofMinutes(1));
        Evidence evidence = new Evidence(books, history().read(), null);
        Map<String, List<String>> types = new LinkedHashMap<>();
        evidence.facts().keySet().forEach(topic -> {
            List<String> ofKey = evidence.first(topic)
                    .filter(fact -> fact.key().equals(key))
                    .map(Fact::type)
                    .toList();
            if (!ofKey.isEmpty()) {
                types.put(topic.name(), ofKey);
            }
        });
        return types;
    }

    /**
     * How catalog-service and payment-service answered, by rule: a rule that holds has an empty list. For a platform that has
     * worked everything off and on which nobody has paid, cancelled or let a deadline pass.
     */
    public Map<String, List<String>> checkAnswers() {
        Evidence evidence = new Evidence(books, history().read(Answers.TOPICS), null);
        Map<String, List<String>> found = new LinkedHashMap<>();
        found.put("each placed order's stock is decided once", Answers.decided(evidence));
        found.put("each asked payment is one that can be made, as it was asked for", Answers.payable(evidence));
        return found;
    }

    private TopicHistory history() {
        return new TopicHistory(platform.bootstrapServers(), platform.registryUrl());
    }

    /** What all of them find, and of what they were asked. */
    public Looks look() {
        Looks looks = lookAtBooks();
        CopiesRebuilt copies = new CopiesRebuilt(platform, books);
        looks.subjects().put(copies.name(), copies.subjects());
        looks.found().putAll(checkCopies());
        return looks;
    }

    /** Violations by invariant without I6: what can be read without making the services work. */
    public Map<String, List<String>> checkBooks() {
        return lookAtBooks().found();
    }

    /** The same with that of which they were asked. */
    public Looks lookAtBooks() {
        JsonNode sandbox =
                new Http(platform.sandboxUrl(), null).get("/sandbox/book").expect(200);
        Evidence evidence = new Evidence(books, history().read(), sandbox);
        return books.together(() -> {
            Looks looks = new Looks(new LinkedHashMap<>(), new LinkedHashMap<>());
            all.forEach(invariant -> {
                looks.found().put(invariant.name(), invariant.violations(evidence));
                looks.subjects().put(invariant.name(), invariant.subjects(evidence));
            });
            return looks;
        });
    }

    /** I6 alone: every service rebuilds its copies, of all that ever happened. */
    public Map<String, List<String>> checkCopies() {
        CopiesRebuilt copies = new CopiesRebuilt(platform, books);
        return Map.of(copies.name(), copies.violations());
    }

    /** I6 of one service alone. */
    public Map<String, List<String>> checkCopies(String service) {
        CopiesRebuilt copies = new CopiesRebuilt(platform, books);
        return Map.of(copies.name(), copies.violations(service));
    }
}
