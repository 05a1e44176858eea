package io.tresen.proof.journeys;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.topics.TopicBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a platform lets out of its databases, as bytes: the logs of all processes, every record of every topic with its headers,
 * every service's metrics. A string is looked for as it is and in Base64, wherever in a Base64 text it may begin. What is
 * sealed can't be read here, and so is not found.
 */
final class Leaks {

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.");

    private final Map<String, String> logs = new LinkedHashMap<>();
    private final Map<String, String> metrics = new LinkedHashMap<>();
    private final Map<String, String> topics = new LinkedHashMap<>();

    Leaks(Platform platform) {
        readLogs(platform.state());
        Topics.SERVICES.forEach(service -> metrics.put("metrics of " + service, metrics(platform.port(service))));
        readTopics(platform.bootstrapServers());
    }

    /** Where one of these is, one line each; nothing is good. */
    List<String> of(List<String> strings) {
        List<String> found = inLogsAndMetrics(strings);
        found.addAll(in(topics, strings));
        return found;
    }

    /** The same without the topics: some secrets travel there by design. */
    List<String> inLogsAndMetrics(List<String> strings) {
        List<String> found = in(logs, strings);
        found.addAll(in(metrics, strings));
        return found;
    }

    /** Logs that hold anything like a signed token. */
    List<String> jwtsInLogs() {
        return logs.entrySet().stream()
                .filter(log -> JWT.matcher(log.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> in(Map<String, String> places, List<String> strings) {
        List<String> found = new ArrayList<>();
        for (String wanted : strings) {
            List<String> forms = forms(wanted);
            places.forEach((place, content) -> {
                if (forms.stream().anyMatch(content::contains)) {
                    found.add(place + " holds " + wanted);
                }
            });
        }
        return found;
    }

    /** As it is, and what Base64 makes of it after 0, 1 or 2 other bytes, without the characters that depend on neighbours. */
    private static List<String> forms(String wanted) {
        List<String> forms = new ArrayList<>(List.of(wanted));
        for (int before = 0; before < 3; before++) {
            byte[] bytes = ("\0".repeat(before) + wanted).getBytes(StandardCharsets.UTF_8);
            int first = before == 0 ? 0 : before + 1;
            int end = bytes.length / 3 * 4;
            forms.add(Base64.getEncoder().encodeToString(bytes).substring(first, end));
            forms.add(Base64.getUrlEncoder().encodeToString(bytes).substring(first, end));
        }
        return forms;
    }

    private void readLogs(Path state) {
        try (Stream<Path> files = Files.walk(state, 2)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log") && Files.isRegularFile(file))
                    .filter(file -> !file.toString().contains("/kafka/data/"))
                    .toList()) {
                logs.put("log " + state.relativize(log), latin(Files.readAllBytes(log)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metrics(int port) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void readTopics(String bootstrap) {
        try (TopicBytes bytes = new TopicBytes(bootstrap)) {
            for (Topic topic : Topics.all()) {
                topics.put(topic.name(), text(bytes.read(topic)));
            }
        }
    }

    private static String text(List<ConsumerRecord<byte[], byte[]>> records) {
        StringBuilder all = new StringBuilder();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            append(all, record.key());
            append(all, record.value());
            for (Header header : record.headers()) {
                all.append(header.key()).append('\n');
                append(all, header.value());
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder all, byte[] bytes) {
        if (bytes != null) {
            all.append(latin(bytes)).append('\n');
        }
    }

    /** One character a byte, so that nothing is lost; what is looked for is ASCII. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
