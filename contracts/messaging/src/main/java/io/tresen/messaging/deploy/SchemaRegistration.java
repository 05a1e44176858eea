package io.tresen.messaging.deploy;

import io.tresen.contracts.Topics;
import io.tresen.messaging.event.SchemaIds;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Registers every schema at deploy time, in a fixed order, under the rule {@code FULL_TRANSITIVE}. A subject is the
 * record's full name (several event types share a topic).
 */
public final class SchemaRegistration {

    private SchemaRegistration() {}

    /**
     * Registers all schemas; repeating it changes nothing.
     *
     * @param url the registry's Confluent-compatible API, ending in {@code /apis/ccompat/v7}
     * @return id by subject, in order of registration
     * @throws IOException when the registry is away, or refuses a schema as incompatible with an earlier version
     */
    public static Map<String, Integer> registerAll(String url) throws IOException {
        SchemaRegistry registry = new SchemaRegistry(url);
        registry.setCompatibility("FULL_TRANSITIVE");
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (var topic : Topics.all()) {
            for (String name : topic.recordNames()) {
                ids.put(name, registry.register(name, SchemaIds.schemaOf(name).toString()));
            }
        }
        return ids;
    }

    /** Command line: the registry's address. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: SchemaRegistration REGISTRY_URL");
            System.exit(2);
        }
        registerAll(arguments[0]).forEach((subject, id) -> System.out.println(id + " " + subject));
    }
}
