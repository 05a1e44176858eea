package io.tresen.proof.topics;

import io.tresen.engines.Engines;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of events on this test run's broker, of one partition each; whoever asks first makes them. */
public final class EventTopics {

    private static boolean made;

    private EventTopics() {}

    /** @return the broker's address, as clients of Kafka take it */
    public static synchronized String bootstrap() throws ExecutionException, InterruptedException {
        String bootstrap = Engines.ofThisJvm().bootstrapServers();
        if (!made) {
            List<NewTopic> topics = TopicBytes.events().stream()
                    .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                    .toList();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(topics).all().get();
            }
            made = true;
        }
        return bootstrap;
    }
}
