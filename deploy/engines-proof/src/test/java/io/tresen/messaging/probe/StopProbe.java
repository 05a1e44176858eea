package io.tresen.messaging.probe;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes one poll and then throws, as every consumer does that is in the middle of a poll when its service ends. */
@ApplicationScoped
public class StopProbe {

    final AtomicInteger handled = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

    @Incoming("probe-stop")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        if (handled.get() > 0) {
            refused.incrementAndGet();
            throw new IllegalStateException("the service is stopping");
        }
        handled.addAndGet(records.count());
    }

    public int handled() {
        return handled.get();
    }

    public int refused() {
        return refused.get();
    }
}
