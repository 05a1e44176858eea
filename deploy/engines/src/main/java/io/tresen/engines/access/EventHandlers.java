package io.tresen.engines.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.messaging.inbox.EventThreads;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * A handler of events runs on their own threads, in the order of its channel: on those of requests it would stand still with them,
 * and out of order it would handle a key's later events first (ADR 24, DESIGN 7).
 */
public final class EventHandlers extends ArchCondition<JavaMethod> {

    private EventHandlers() {
        super("run in order on the threads of events (@Blocking(EventThreads.POOL))");
    }

    public static ArchRule haveThreadsOfTheirOwn() {
        return methods().that().areAnnotatedWith(Incoming.class).should(new EventHandlers());
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        boolean own = method.tryGetAnnotationOfType(Blocking.class)
                .filter(threads -> threads.value().equals(EventThreads.POOL) && threads.ordered())
                .isPresent();
        events.add(new SimpleConditionEvent(
                method, own, method.getFullName() + " does not run in order on the threads of events"));
    }
}
