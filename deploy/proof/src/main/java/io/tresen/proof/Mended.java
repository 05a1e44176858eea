package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.SchemaIds;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.NextVersion;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A fault that can be mended: a producer of the next version runs before its schema is registered, so that nobody can read
 * what it writes. Once it is registered, the letters are replayed, and what they tell takes effect.
 */
final class Mended {

    private static final List<String> READERS =
            List.of("chat.products", "notification.product-waves", "notification.products", "order.products");
    private static final Duration LETTERED_WITHIN = Duration.ofSeconds(60);
    private static final String REPLAYED = "mended letters replayed";

    private final Platform platform;
    private final Shop shop;
    private final TopicBytes topics;
    private final Wire wire;
    private final Findings findings;
    private final Schema today =
            SchemaIds.schemaOf(Topics.CATALOG_PRODUCT.recordNames().get(0));
    private final Schema next = NextVersion.of(today);

    Mended(Platform platform, Shop shop, TopicBytes topics, Wire wire, Findings findings) {
        this.platform = platform;
        this.shop = shop;
        this.topics = topics;
        this.wire = wire;
        this.findings = findings;
    }

    void run() {
        int id = Topics.all().stream()
                        .flatMap(topic -> topic.recordNames().stream())
                        .mapToInt(wire::today)
                        .max()
                        .orElseThrow()
                + 1;
        while (wire.knows(id)) {
            id++;
        }
        String alone = lettered("mended-alone", id);
        String first = lettered("mended-first", id);
        // a process keeps what comes behind a letter, and goes on with it after the replay: else there is no rest
        send(product("mended-first", 2), wire.today(today.getFullName()), 2);
        List<Letter> letters = awaitLetters(List.of(alone, first));
        findings.claimed(REPLAYED);
        findings.attempted("orders of a product that is not known yet are refused", order() != 202, "it was accepted");
        findings.attempted(
                "the schema gets the id that was written", wire.register(next) == id, "another id than " + id);
        for (Letter letter : letters) {
            String service = letter.consumer().substring(0, letter.consumer().indexOf('.'));
            String went = platform.carryOut(service, "replay", letter.id());
            findings.attempted(REPLAYED, went.equals("replayed"), letter + ": " + went);
        }
        int status = order();
        findings.attempted(
                "orders of a product that a replay has told are accepted", status == 202, "answered " + status);
    }

    /** A product that only a letter tells of. @return where it lies */
    private String lettered(String retailerId, int id) {
        return send(NextVersion.of(product(retailerId, 1), next), id, 1);
    }

    private List<Letter> awaitLetters(List<String> places) {
        Pause pause = new Pause(LETTERED_WITHIN);
        List<Letter> letters = new ArrayList<>();
        do {
            letters.clear();
            for (String service : List.of("chat", "notification", "order")) {
                Letter.open(platform, service).stream()
                        .filter(letter -> places.contains(letter.place()))
                        .forEach(letters::add);
            }
        } while (letters.size() < READERS.size() * places.size() && pause.again());
        for (String reader : READERS) {
            long count = letters.stream()
                    .filter(letter ->
                            letter.consumer().equals(reader) && letter.reason().equals("unknown-schema"))
                    .count();
            findings.attempted(
                    "readers that letter an unregistered schema", count == places.size(), reader + ": " + count);
        }
        return letters;
    }

    /** As a product of the shop is, under another id. */
    private GenericRecord product(String retailerId, long version) {
        GenericRecord product = topics.read(Topics.CATALOG_PRODUCT).stream()
                .filter(record -> record.value() != null && record.headers().lastHeader("ce_source") != null)
                .map(record -> wire.read(record.value(), today))
                .filter(record -> record.get("business_id")
                        .toString()
                        .equals(shop.businessId().toString()))
                .findFirst()
                .orElseThrow();
        product.put("retailer_id", retailerId);
        product.put("product_id", Ids.v5(shop.businessId(), retailerId).toString());
        product.put("version", version);
        return product;
    }

    private String send(GenericRecord product, int schemaId, long sequence) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.CATALOG_PRODUCT.name(),
                bytes(product.get("product_id").toString()),
                Wire.write(schemaId, product));
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "ProductChanged",
                        "ce_sequence", Long.toString(sequence),
                        "ce_businessid", shop.businessId().toString())
                .forEach((name, text) -> record.headers().add(name, bytes(text)));
        RecordMetadata place = TopicBytes.acknowledged(topics.send(record));
        return place.topic() + "-" + place.partition() + "@" + place.offset();
    }

    /** Catalog-service has no such product and rejects it later; whether it is known decides who takes the order. */
    private int order() {
        Http.Answer answer = shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "mended-alone", "quantity": 1}], "payment_method": "cod",
                         "customer": {"name": "Mended"}, "delivery_address": {"name": "Mended", "street": "Weg 1",
                          "postcode": "50667", "city": "Köln", "country": "DE"}}""");
        return answer.status();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
