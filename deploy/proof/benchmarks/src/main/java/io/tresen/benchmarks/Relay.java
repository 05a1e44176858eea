package io.tresen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * From the commit of an order until a consumer has its event, against bare Kafka: a producer that sends as many records of
 * that size with the same settings, and the same consumer. The commit's time is PostgreSQL's own
 * (track_commit_timestamp): taken before the commit is on disk, so that the disk's time is in ours. The other services are
 * stopped meanwhile: what is asked for is the way, not a queue for two processors;
 * what they would have done is done at the end. Rounds alternate.
 */
final class Relay implements Measurement {

    private static final String BARE = "bench.bare.v1";
    private static final List<String> OTHERS = List.of("catalog", "chat", "payment", "notification");
    private static final int PARTITIONS = 6;
    private static final int CONNECTIONS = 32;

    private final int rounds;
    private final long seconds;
    private final long rate;

    Relay(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
        seconds = settings.scaled("round-s", 30, 5);
        rate = settings.number("rate", 50, 20);
    }

    @Override
    public void of(Run run) {
        Stage stage = run.stage();
        rememberCommits(stage);
        Shop shop = Shop.register(stage.origin());
        OrderTraffic.putProducts(shop, 50);
        run.report().violated(stage.awaitRest(120));
        makeBareTopic(stage);
        OTHERS.forEach(stage::stop);
        Latencies ours = new Latencies("commit to consumer, at " + rate + "/s");
        Latencies bare = new Latencies("bare Kafka: send to consumer, at " + rate + "/s");
        for (int round = -1; round < rounds; round++) {
            boolean counts = round >= 0;
            ours(run, shop, rate, seconds, counts ? ours : new Latencies("warm-up"));
            bare(stage, rate, seconds, counts ? bare : new Latencies("warm-up"));
        }
        OTHERS.forEach(stage::begin);
        run.report().violated(stage.awaitRest(1_200));
        run.report().latencies(ours, bare);
        run.report().figure(Figure.against("relay-p50", ours.ms(50) - bare.ms(50)));
        run.report().figure(Figure.against("relay-p99", ours.ms(99) / bare.ms(99)));
    }

    /** Has PostgreSQL remember from now on when each transaction was committed, which takes a start of its own. */
    private static void rememberCommits(Stage stage) {
        stage.down();
        try {
            Files.writeString(
                    stage.state().resolve("postgres/postgresql.auto.conf"),
                    "\ntrack_commit_timestamp = on\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL's settings can't be written", e);
        }
        stage.start();
    }

    private static void ours(Run run, Shop shop, long rate, long seconds, Latencies latencies) {
        Map<String, Instant> seen = new ConcurrentHashMap<>();
        OrderTraffic orders = new OrderTraffic(shop.token(), "cod", 50, run.seed(), new Latencies("accepting"));
        try (Events events = new Events(run.stage().bootstrap(), "order.order.v1", event -> {
            if (event.type().endsWith("OrderPlaced")) {
                seen.putIfAbsent(event.key(), Instant.now());
            }
        })) {
            OpenLoad load = new OpenLoad(run.stage().port("order"), "POST", CONNECTIONS, rate, seconds, orders);
            load.begin();
            load.await();
            Databases databases = new Databases(run.stage());
            Hot.waitUntil(() -> databases.number("order", "select count(*) from outbox_event"), 0, 120);
            Run.pass(1);
        }
        run.report().count("orders accepted", orders.accepted().size());
        long missing = 0;
        Map<String, Instant> commits = commits(run.stage());
        for (String order : orders.accepted().keySet()) {
            Instant commit = commits.get(order);
            Instant arrived = seen.get(order);
            if (commit == null || arrived == null) {
                missing++;
            } else {
                latencies.record(nanos(commit), nanos(arrived));
            }
        }
        if (orders.refused() > 0) {
            run.report().violated(List.of(orders.refused() + " orders were refused: " + orders.refusal()));
        }
        if (missing > 0) {
            run.report().violated(List.of(missing + " accepted orders have no event or no commit"));
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** When each order's first history row was committed. */
    private static Map<String, Instant> commits(Stage stage) {
        Map<String, Instant> commits = new HashMap<>();
        String sql = "select order_id, pg_xact_commit_timestamp(xmin) from order_history where sequence = 1"
                + " and pg_xact_commit_timestamp(xmin) is not null";
        try (Connection connection = DriverManager.getConnection(stage.jdbc("order"), "tresen_order", "tresen_order");
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                commits.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return commits;
    }

    private static void makeBareTopic(Stage stage) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(BARE, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("The topic of the reference can't be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void bare(Stage stage, long rate, long seconds, Latencies latencies) {
        Map<String, Long> sent = new ConcurrentHashMap<>();
        Properties settings = new Properties();
        settings.putAll(Map.of("bootstrap.servers", stage.bootstrap(), "acks", "all", "linger.ms", 0));
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                Events events = new Events(stage.bootstrap(), BARE, event -> {
                    Long at = sent.get(event.key());
                    if (at != null) {
                        latencies.record(at, event.seenNs());
                    }
                })) {
            long begin = System.nanoTime();
            for (long i = 0; i < rate * seconds; i++) {
                Run.passUntil(begin + i * 1_000_000_000L / rate);
                String key = UUID.randomUUID().toString();
                sent.put(key, System.nanoTime());
                producer.send(new ProducerRecord<>(BARE, key.getBytes(), new byte[600]));
            }
            producer.flush();
            Run.pass(1);
        }
    }
}
