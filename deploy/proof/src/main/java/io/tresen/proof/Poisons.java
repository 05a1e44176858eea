package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.PoisonLetters.Sent;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.Poison;
import io.tresen.proof.topics.Reader;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code deploy/proof/run poison}: every kind of {@link Poison} of every event type on every topic, with orders in between.
 * Each consumer letters what it can't read with the reason, stays alive and goes on with other keys; a letter whose reason is
 * mended is replayed with its effect, and the others are discarded; all by the operators' command.
 */
public final class Poisons {

    static final Experiment EXPERIMENT = new Experiment("poison", Map.of(), true).withSamples();
    private static final Duration WORKED_OFF = Duration.ofMinutes(2);
    private static final String OWN_REASON = "letters with the record's own reason";
    private static final String OWED = "letters that a consumer must have, and has once";
    private static final String DISCARDED = "letters discarded";

    private final Platform platform;
    private final Findings findings;
    private final PoisonLetters sent = new PoisonLetters();

    private Poisons(Platform platform, Findings findings) {
        this.platform = platform;
        this.findings = findings;
    }

    /** Arguments: orders behind each topic's poison (2), a seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(1), series(told.number(0, 2)));
    }

    static Series series(int orders) {
        return (platform, findings) -> new Poisons(platform, findings).run(orders, findings.seed());
    }

    private void run(int perTopic, long seed) {
        findings.claimed(OWN_REASON, OWED, DISCARDED);
        Shop shop = Shop.register(platform.origin(), "poison");
        int orders = perTopic * (TopicBytes.events().size() + 1);
        OrderFlow flow = new OrderFlow(shop, seed).prepare(orders);
        flow.let(perTopic).awaitDone(perTopic);
        Map<String, OptionalLong> before =
                Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, platform::pid));
        Map<String, Set<TopicPartition>> consumers = consumers();
        Wire wire = new Wire(platform.registryUrl());
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            for (Topic topic : TopicBytes.events()) {
                poison(topics, topic, wire);
                flow.let(perTopic).awaitDone(flow.done() + perTopic);
            }
            int accepted = flow.accepted().size();
            findings.attempted("orders behind the poison", orders);
            findings.violated("orders behind the poison", flow.troubles());
            if (accepted != orders) {
                findings.violated("orders behind the poison", accepted + " of " + orders + " were accepted");
            }
            workOff();
            lettered(consumers);
            alive(before);
            new Mended(platform, shop, topics, wire, findings).run();
        }
        Topics.SERVICES.forEach(service -> platform.discardAll(service)
                .forEach(went -> findings.attempted(DISCARDED, went.endsWith("done: discarded"), went)));
        alive(before);
        findings.setting("orders", orders);
        Experiment.check(platform, findings);
    }

    private Map<String, Set<TopicPartition>> consumers() {
        try (ConsumerOffsets offsets = new ConsumerOffsets(platform.bootstrapServers())) {
            return offsets.assigned();
        }
    }

    private void poison(TopicBytes topics, Topic topic, Wire wire) {
        Map<Sent, Future<RecordMetadata>> sending = new HashMap<>();
        for (Poison poison : Poison.values()) {
            boolean refused = poison == Poison.NULL_KEY && topic.compacted();
            for (String name : refused ? List.<String>of() : names(poison, topic)) {
                sending.put(
                        new Sent(poison, topic, name.substring(name.lastIndexOf('.') + 1)),
                        topics.send(poison.of(topic, name, wire)));
            }
        }
        sending.forEach((one, future) -> {
            RecordMetadata place = TopicBytes.acknowledged(future);
            sent.lies(place.topic() + "-" + place.partition() + "@" + place.offset(), one);
        });
        findings.attempted("poisonous records sent", sending.size());
        String first = topic.recordNames().get(0);
        if (topic.compacted()) {
            refused(
                    "records without key that the broker itself refuses",
                    topics,
                    Poison.NULL_KEY.of(topic, first, wire));
        }
        refused(
                "records that are too large, which the broker itself refuses",
                topics,
                Poison.tooLarge(topic, first, wire));
    }

    /** Of which events: of one where their values don't matter; and of what is large, of the first that each consumer reads. */
    static List<String> names(Poison poison, Topic topic) {
        List<String> all = topic.recordNames();
        if (poison.isLarge() && !Reader.of(topic).isEmpty()) {
            return Reader.of(topic).stream()
                    .map(reader -> all.stream()
                            .filter(name -> reader.types().contains(name.substring(name.lastIndexOf('.') + 1)))
                            .findFirst()
                            .orElseThrow())
                    .distinct()
                    .toList();
        }
        return poison.inTheValue() && !poison.isLarge() ? all : all.subList(0, 1);
    }

    /** Alone, as the broker refuses all that comes with it. */
    private void refused(String row, TopicBytes topics, ProducerRecord<byte[], byte[]> record) {
        findings.attempted(row, topics.refused(record), record.topic());
    }

    private void workOff() {
        Invariants invariants = new Invariants(platform);
        for (String service : Topics.SERVICES) {
            findings.violated("services that go on behind the poison", invariants.awaitWorkedOff(service, WORKED_OFF));
        }
        findings.attempted("services that go on behind the poison", Topics.SERVICES.size());
    }

    /**
     * Each consumer has lettered each kind of each type that it reads for its reason, once, and nothing else. Who they are is not asked
     * of those that have letters: a consumer that is not there has none.
     */
    private void lettered(Map<String, Set<TopicPartition>> consumers) {
        List<Letter> letters = new ArrayList<>();
        Topics.SERVICES.forEach(service -> letters.addAll(Letter.open(platform, service)));
        for (Letter letter : letters) {
            Sent of = sent.at(letter.place());
            findings.attempted(
                    OWN_REASON, of != null && letter.reason().equals(of.poison().reason()), letter + " is of " + of);
        }
        Map<String, List<String>> placesOf = letters.stream()
                .collect(Collectors.groupingBy(
                        Letter::consumer, Collectors.mapping(Letter::place, Collectors.toList())));
        for (Reader reader : Reader.ALL) {
            findings.attempted(OWED, sent.owed(reader));
            findings.violated(OWED, sent.wrong(reader, placesOf.getOrDefault(reader.consumer(), List.of())));
        }
        readAsListed(consumers);
    }

    private void readAsListed(Map<String, Set<TopicPartition>> consumers) {
        Map<String, Set<String>> listed = Reader.ALL.stream()
                .collect(Collectors.toMap(
                        Reader::consumer, reader -> Set.of(reader.topic().name())));
        Set<String> names = new TreeSet<>(listed.keySet());
        names.addAll(consumers.keySet());
        for (String name : names) {
            Set<String> topics = consumers.getOrDefault(name, Set.of()).stream()
                    .map(TopicPartition::topic)
                    .collect(Collectors.toSet());
            findings.attempted(
                    "consumers that read what the list of consumers says",
                    topics.equals(listed.getOrDefault(name, Set.of())),
                    name + " reads " + topics + ", not " + listed.get(name));
        }
    }

    private void alive(Map<String, OptionalLong> before) {
        for (String service : Topics.SERVICES) {
            Http http = new Http("http://127.0.0.1:" + platform.port(service), null);
            boolean well = platform.pid(service).equals(before.get(service))
                    && http.get("/q/health/live").status() == 200
                    && http.get("/q/health/ready").status() == 200;
            findings.attempted("services alive and ready, never started again", well, service);
        }
    }
}
