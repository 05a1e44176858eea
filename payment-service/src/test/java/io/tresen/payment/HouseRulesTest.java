package io.tresen.payment;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** DESIGN 13, held by the build. */
@AnalyzeClasses(packages = "io.tresen.payment", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String[] DOMAIN = {"io.tresen.payment", "io.tresen.payment.topup", "io.tresen.payment.wallet"};
    private static final String[] PLUMBING = {
        "io.quarkus..",
        "org.hibernate..",
        "org.apache.kafka..",
        "org.apache.avro..",
        "io.tresen.contracts..",
        "com.stripe..",
        "jakarta.ws.rs.."
    };

    private static final DescribedPredicate<JavaClass> BEANS =
            DescribedPredicate.describe("beans", type -> type.isAnnotatedWith(ApplicationScoped.class));

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
            Map.entry("ChatTransfers.decideWaiting", "a queue"),
            Map.entry("Fees.all", "the operator's, over all tenants"),
            Map.entry("LedgerAccounts.lock", "accounts by number, which the tenant's keys gave"),
            Map.entry("LedgerAccounts.save", "accounts by number, which the tenant's keys gave"),
            Map.entry("LedgerStatements.toNumber", "a queue"),
            Map.entry("LedgerStatements.number", "the numbering of one account, taken from a queue"),
            Map.entry("PaymentAges.attention", "the operator's, over all tenants"),
            Map.entry("PaymentAges.money", "the operator's, over all tenants"),
            Map.entry("PaymentAges.transfers", "the operator's, over all tenants"),
            Map.entry("Payments.lockOfPayToken", "the look-up of a pay token"),
            Map.entry("Payments.orderOfPayToken", "the look-up of a pay token"),
            Map.entry("ProviderEvents.isNew", "the provider's, which knows no tenant of ours"),
            Map.entry("ProviderEvents.purge", "the provider's, which knows no tenant of ours"),
            Map.entry("TopUpDues.expiring", "what is due"),
            Map.entry("TopUpDues.take", "what is due"),
            Map.entry("TopUps.ofPayToken", "the look-up of a pay token"),
            Map.entry("TransferAsks.any", "a queue"),
            Map.entry("TransferAsks.heads", "a queue"),
            Map.entry("TransferAsks.later", "a queue"),
            Map.entry("TransferAsks.lock", "a queue"),
            Map.entry("TransferAsks.muchLater", "a queue"),
            Map.entry("TransferAsks.remove", "a queue"),
            Map.entry("WalletTransfers.due", "what is due")));

    @ArchTest
    static final ArchRule rest_and_kafka_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.tresen.payment.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tresen.payment.kafka..");

    @ArchTest
    static final ArchRule kafka_and_rest_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.tresen.payment.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tresen.payment.rest..", "io.tresen.payment.provider..");

    @ArchTest
    static final ArchRule the_domain_knows_no_plumbing = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLUMBING);

    @ArchTest
    static final ArchRule the_domain_knows_none_of_its_edges = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tresen.payment.rest..", "io.tresen.payment.kafka..", "io.tresen.payment.provider..");

    @ArchTest
    static final ArchRule rules_are_pure = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and()
            .haveSimpleNameEndingWith("Rules")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.tresen.messaging.db..", "jakarta..", "io.micrometer..")
            .orShould()
            .dependOnClassesThat(BEANS);

    @ArchTest
    static final ArchRule only_the_edge_reads_the_wall_clock_or_makes_random_ids = noClasses()
            .that()
            .resideInAPackage("io.tresen.payment..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule only_the_provider_package_speaks_stripe = noClasses()
            .that()
            .resideOutsideOfPackage("io.tresen.payment.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = classes()
            .that()
            .resideInAPackage("io.tresen.payment..")
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils)")
            .andShould()
            .haveSimpleNameNotStartingWith("Default");
}
