package io.tresen.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tresen.engines.access.EventHandlers;
import io.tresen.engines.access.MoneyFields;
import io.tresen.engines.access.ProcessSteps;
import io.tresen.engines.access.ReactiveTurns;
import io.tresen.engines.access.TenantFirst;
import io.tresen.messaging.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The house style of DESIGN 13, held. */
@AnalyzeClasses(packages = "io.tresen.notification", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String HOME = "io.tresen.notification";

    /** Stores are beans with plural names; what only they use (rows, time columns) is package-private or an entity. */
    private static final DescribedPredicate<JavaClass> PURE = new DescribedPredicate<>("domain, its stores aside") {
        @Override
        public boolean test(JavaClass it) {
            JavaClass outer = it.getEnclosingClass().orElse(it);
            return outer.getPackageName().equals(HOME)
                    && !outer.isAnnotatedWith(ApplicationScoped.class)
                    && !outer.isAnnotatedWith(Entity.class)
                    && !outer.getSimpleName().equals("Times")
                    && !outer.getSimpleName().equals("package-info");
        }
    };

    @ArchTest
    static final ArchRule REACTIVE_READS_TAKE_TURNS = ReactiveTurns.areTaken();

    @ArchTest
    static final ArchRule EVENTS_HAVE_THREADS_OF_THEIR_OWN = EventHandlers.haveThreadsOfTheirOwn();

    @ArchTest
    static final ArchRule PROCESS_STEPS_MAKE_NO_RANDOM_IDS = ProcessSteps.makeNoRandomIds();

    @ArchTest
    static final ArchRule MONEY_IS_WHOLE = MoneyFields.areWhole(Map.of());

    @ArchTest
    static final ArchRule the_tenant_comes_first = TenantFirst.inStores(Map.ofEntries(
            Map.entry("Subscriptions.lapse", "what is due"),
            Map.entry("WaveRows.lockDue", "what is due"),
            Map.entry("WaveRows.overdueS", "a metric over all tenants"),
            Map.entry("Waves.overdueS", "a metric over all tenants"),
            Map.entry("Waves.step", "what is due")));

    @ArchTest
    static final ArchRule a_service_has_its_places =
            classes().should().resideInAnyPackage(HOME, HOME + ".rest", HOME + ".kafka", HOME + ".timer");

    @ArchTest
    static final ArchRule rest_does_not_know_kafka = noClasses()
            .that()
            .resideInAPackage(HOME + ".rest")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".kafka", "io.tresen.contracts..", "org.apache..");

    @ArchTest
    static final ArchRule kafka_does_not_know_rest = noClasses()
            .that()
            .resideInAPackage(HOME + ".kafka")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".rest", "io.tresen.messaging.rest..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule rules_and_records_are_pure = noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HOME + ".rest",
                    HOME + ".kafka",
                    HOME + ".timer",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "org.hibernate..",
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "org.apache..",
                    "io.tresen.contracts..");

    @ArchTest
    static final ArchRule stores_do_not_know_rest_or_timers = noClasses()
            .that()
            .resideInAPackage(HOME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".rest", HOME + ".timer", "io.tresen.messaging.rest..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule time_and_random_ids_come_from_the_edge = noClasses()
            .that()
            .resideInAPackage(HOME)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Ids.class, "v7")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.tresen.messaging.time.BusinessClock");

    @ArchTest
    static final ArchRule names_say_what_a_thing_is =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)$|.*\\.Default[A-Z][^.]*$");
}
