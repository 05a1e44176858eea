package io.tresen.messaging.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Registry ids of the schemas that this service writes, asked for once at start on a thread of its own: a lazy, blocking
 * question on an event loop would hang it for ever. Until they are known the service is not ready and writes answer 503.
 */
@ApplicationScoped
public class SchemaIds {

    private static final Logger LOG = Logger.getLogger(SchemaIds.class);

    private final SchemaRegistry registry;
    private final String service;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean complete;

    SchemaIds(
            @ConfigProperty(name = "tresen.registry.url") String url,
            @ConfigProperty(name = "tresen.service") String service) {
        this.registry = new SchemaRegistry(url);
        this.service = service;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::ask, "schema-ids");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** The id of a schema that this service writes. */
    int of(Schema schema) {
        Integer id = ids.get(schema.getFullName());
        if (id == null) {
            throw new UncheckedIOException(
                    new IOException("The schema registry has not told the id of " + schema.getFullName() + " yet"));
        }
        return id;
    }

    SchemaRegistry registry() {
        return registry;
    }

    boolean complete() {
        return complete;
    }

    private void ask() {
        Trouble trouble = new Trouble(LOG, "Schema ids are not known yet, asking again every second");
        while (!complete) {
            try {
                askAll();
                complete = true;
                trouble.over();
            } catch (Exception e) {
                trouble.happened(e);
                if (pausedOrStopped()) {
                    return;
                }
            }
        }
    }

    private void askAll() throws IOException {
        for (String name : Topics.all().stream()
                .filter(topic -> topic.owner().equals(service))
                .flatMap(topic -> topic.recordNames().stream())
                .toList()) {
            if (!ids.containsKey(name)) {
                Schema schema = schemaOf(name);
                ids.put(
                        name,
                        registry.idOf(name, schema.toString())
                                .orElseThrow(() -> new IOException(
                                        name + " is not registered; schemas are registered before a service starts")));
            }
        }
    }

    /** The schema of a generated class; found beside ours, whatever thread asks. */
    public static Schema schemaOf(String recordName) {
        try {
            return SpecificData.get().getSchema(Class.forName(recordName, true, Topics.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("No class was generated for " + recordName, e);
        }
    }

    private boolean pausedOrStopped() {
        try {
            return stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
