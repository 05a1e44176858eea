package io.tresen.engines.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.messaging.inbox.EventThreads;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

class EventHandlersTest {

    static class OnTheirOwn {
        @Incoming("orders")
        @Blocking(EventThreads.POOL)
        public void consume(String record) {}
    }

    static class OnThoseOfRequests {
        @Incoming("orders")
        @Blocking
        public void consume(String record) {}
    }

    static class OnOthers {
        @Incoming("orders")
        @Blocking("imports")
        public void consume(String record) {}
    }

    static class OutOfOrder {
        @Incoming("orders")
        @Blocking(value = EventThreads.POOL, ordered = false)
        public void consume(String record) {}
    }

    static class OnTheEventLoop {
        @Incoming("orders")
        public void consume(String record) {}
    }

    private static boolean keepsTheRule(Class<?> handler) {
        return !EventHandlers.haveThreadsOfTheirOwn()
                .evaluate(new ClassFileImporter().importClasses(handler))
                .hasViolation();
    }

    @Test
    void a_handler_that_names_no_threads_others_or_no_order_breaks_the_rule() {
        assertEquals(
                Stream.of(true, false, false, false, false).toList(),
                Stream.of(
                                OnTheirOwn.class,
                                OnThoseOfRequests.class,
                                OnOthers.class,
                                OutOfOrder.class,
                                OnTheEventLoop.class)
                        .map(EventHandlersTest::keepsTheRule)
                        .toList());
    }
}
