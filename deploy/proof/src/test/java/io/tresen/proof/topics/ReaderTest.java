package io.tresen.proof.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of consumers is what the services' code says, and has everybody who may read a topic. */
class ReaderTest {

    private static final Pattern OPENED = Pattern.compile(
            "\\.(?:process|copy)\\(\\s*\"([^\"]+)\",\\s*Topics\\.(\\w+)(.*?)\\.open\\(\\)", Pattern.DOTALL);

    private static final Pattern TYPE = Pattern.compile("(?:\\.on\\(\\s*|,\\s*)(\\w+)\\.class");

    /** Read by each replica for itself, without a group. */
    private static final Set<Topic> BROADCAST = Set.of(Topics.CHAT_TOKEN, Topics.CHAT_PUSHED);

    @Test
    void the_list_has_the_consumers_that_services_open_with_the_types_that_they_read() {
        Set<String> listed = Reader.ALL.stream()
                .map(it -> it.consumer() + " reads " + it.topic() + ": " + new TreeSet<>(it.types()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Reader.ALL.size(), listed.size());
        assertEquals(opened(), listed);
    }

    @Test
    void each_topic_has_a_consumer_of_each_service_that_may_read_it_and_of_no_other() {
        for (Topic topic : TopicBytes.events()) {
            Set<String> services = Reader.of(topic).stream()
                    .map(it -> it.consumer().substring(0, it.consumer().indexOf('.')))
                    .collect(Collectors.toSet());
            assertEquals(BROADCAST.contains(topic) ? Set.of() : topic.readers(), services, topic.name());
        }
    }

    private static Set<String> opened() {
        Set<String> opened = new TreeSet<>();
        for (String service : Topics.SERVICES) {
            Path sources = Path.of("../../" + service + "-service/src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> read(file, opened));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return opened;
    }

    private static void read(Path file, Set<String> opened) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Matcher one = OPENED.matcher(source); one.find(); ) {
            Set<String> types = TYPE.matcher(one.group(3))
                    .results()
                    .map(type -> type.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            opened.add(one.group(1) + " reads " + topic(one.group(2)) + ": " + types);
        }
    }

    private static Topic topic(String constant) {
        try {
            return (Topic) Topics.class.getField(constant).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
