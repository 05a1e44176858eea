package io.tresen.catalog;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tresen.engines.access.EventHandlers;
import io.tresen.engines.access.MoneyFields;
import io.tresen.engines.access.ProcessSteps;
import io.tresen.engines.access.ReactiveTurns;
import io.tresen.engines.access.TenantFirst;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The house style of DESIGN 13. */
@AnalyzeClasses(packages = "io.tresen.catalog", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String DOMAIN = "io.tresen.catalog";
    private static final String REST = "io.tresen.catalog.rest..";
    private static final String KAFKA = "io.tresen.catalog.kafka..";

    /** Stores and what runs them: plural names, and the rows that they share. */
    private static final Set<String> STORES = Set.of(
            "Businesses",
            "FeedKeys",
            "ImportBatches",
            "ImportFiles",
            "ImportRuns",
            "ImportSurveys",
            "Imports",
            "OverdueReservations",
            "ProductCollections",
            "ProductLists",
            "ProductRows",
            "Products",
            "Reservations",
            "StockRows");

    private static final DescribedPredicate<JavaClass> STORE = describe("a store", type -> {
        String outermost =
                type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
        return type.getPackageName().equals(DOMAIN) && STORES.contains(outermost);
    });

    private static final DescribedPredicate<JavaClass> PURE =
            resideInAPackage(DOMAIN).and(not(STORE));

    @ArchTest
    static final ArchRule THE_TENANT_COMES_FIRST = TenantFirst.inStores(Map.ofEntries(
            Map.entry("FeedKeys.business", "whose the secret address is"),
            Map.entry("Imports.alive", "a queue"),
            Map.entry("Imports.discard", "a queue"),
            Map.entry("Imports.discardBroken", "a queue"),
            Map.entry("Imports.ready", "a queue"),
            Map.entry("Imports.take", "a queue"),
            Map.entry("OverdueReservations.count", "an alert over all tenants")));

    @ArchTest
    static final ArchRule REACTIVE_READS_TAKE_TURNS = ReactiveTurns.areTaken();

    @ArchTest
    static final ArchRule EVENTS_HAVE_THREADS_OF_THEIR_OWN = EventHandlers.haveThreadsOfTheirOwn();

    @ArchTest
    static final ArchRule PROCESS_STEPS_MAKE_NO_RANDOM_IDS = ProcessSteps.makeNoRandomIds();

    @ArchTest
    static final ArchRule MONEY_IS_WHOLE = MoneyFields.areWhole(Map.of());

    @ArchTest
    static final ArchRule REST_AND_KAFKA_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage(REST)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KAFKA);

    @ArchTest
    static final ArchRule KAFKA_DOES_NOT_KNOW_REST = noClasses()
            .that()
            .resideInAPackage(KAFKA)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(REST);

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NEITHER_EDGE = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REST, KAFKA);

    @ArchTest
    static final ArchRule THE_DOMAIN_IS_FREE_OF_FRAMEWORKS = noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "org.hibernate..",
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.tresen.contracts..",
                    "io.smallrye..",
                    "io.vertx..");

    @ArchTest
    static final ArchRule THE_CLOCK_AND_RANDOM_IDS_ARE_THE_EDGES = noClasses()
            .that(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(io.tresen.messaging.Ids.class, "v7");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils)")
            .andShould()
            .haveNameNotMatching(".*\\.Default[A-Z].*");
}
