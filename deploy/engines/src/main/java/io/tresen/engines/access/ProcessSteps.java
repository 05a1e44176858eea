package io.tresen.engines.access;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import io.tresen.messaging.Ids;
import java.util.UUID;

/**
 * A step of a process has its ids from what it was told: one that made a new id would have its effect again when the event, the
 * time or the provider's news comes again (DESIGN 7, 15). Random ids are for requests, which an idempotency key guards.
 */
public final class ProcessSteps {

    /** What hears events, what acts on time, what talks to a provider. */
    private static final String[] STEPS = {"..kafka..", "..timer..", "..provider.."};

    /** Calls of them, and references to them. */
    private static final DescribedPredicate<JavaAccess<?>> RANDOM_ID = describe(
            "a random id",
            access -> access.getTargetOwner().isEquivalentTo(Ids.class)
                            && access.getName().equals("v7")
                    || access.getTargetOwner().isEquivalentTo(UUID.class)
                            && access.getName().equals("randomUUID"));

    private ProcessSteps() {}

    public static ArchRule makeNoRandomIds() {
        return noClasses().that().resideInAnyPackage(STEPS).should().accessTargetWhere(RANDOM_ID);
    }
}
