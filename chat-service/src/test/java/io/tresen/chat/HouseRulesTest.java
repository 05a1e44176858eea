package io.tresen.chat;

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
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The house style of DESIGN 13, held. */
@AnalyzeClasses(packages = "io.tresen.chat", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String HOME = "io.tresen.chat";
    private static final String ASSISTANT = HOME + ".assistant";
    private static final String MESSAGE = HOME + ".message";
    private static final String CLOUD_API = HOME + ".cloudapi";
    private static final String WHATSAPP = HOME + ".whatsapp";

    /** Stores are beans; what reads their rows ({@code Times}) belongs to them. */
    private static final DescribedPredicate<JavaClass> PURE = new DescribedPredicate<>("domain, its stores aside") {
        @Override
        public boolean test(JavaClass it) {
            JavaClass outer = it.getEnclosingClass().orElse(it);
            return outer.getPackageName().equals(HOME)
                    && !outer.isAnnotatedWith(ApplicationScoped.class)
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
    static final ArchRule MONEY_IS_WHOLE = MoneyFields.areWhole(Map.of(
            "Inbound.Item.itemPrice", "a cart's, as WhatsApp writes it",
            "InboundBody.Item.itemPrice", "a cart's, as WhatsApp writes it"));

    @ArchTest
    static final ArchRule the_tenant_comes_first = TenantFirst.inStores(Map.ofEntries(
            Map.entry("AddressRates.forgetOld", "over all tenants"),
            Map.entry("AddressRates.opening", "a network address has no tenant"),
            Map.entry("AddressRates.upload", "a network address has no tenant"),
            Map.entry("Businesses.byHandle", "the look-up of a handle"),
            Map.entry("Businesses.register", "makes the tenant"),
            Map.entry("Conversations.leaveLostPositions", "over all tenants"),
            Map.entry("Credentials.businessOf", "the look-up of a client id"),
            Map.entry("MediaFiles.removeOlder", "over all tenants"),
            Map.entry("MetaIds.dropOlder", "over all tenants"),
            Map.entry("Milestones.reach", "of all whose messages one turn of DeliveredMarks marks"),
            Map.entry("OrderCopies.delivered", "a copy, by the key of its topic"),
            Map.entry("OrderCopies.shipped", "a copy, by the key of its topic"),
            Map.entry("OrderCopies.status", "a copy, by the key of its topic"),
            Map.entry("OrderCopies.dropNobodys", "over all tenants"),
            Map.entry("PasswordResets.forgetEnded", "over all tenants"),
            Map.entry("PasswordResets.take", "the look-up of a link"),
            Map.entry("ProductCopies.collectionRemoved", "a tombstone names its key alone"),
            Map.entry("ProductCopies.productRemoved", "a tombstone names its key alone"),
            Map.entry("Revocations.forgetEnded", "over all tenants"),
            Map.entry("SendLanes.pick", "a queue"),
            Map.entry("SendRates.dropFull", "over all tenants"),
            Map.entry("Sends.dropEnded", "over all tenants"),
            Map.entry("ShoppersPictures.removeUnsent", "over all tenants"),
            Map.entry("SignInTries.counts", "whoever tries has no tenant yet"),
            Map.entry("SignInTries.forget", "whoever tries has no tenant yet"),
            Map.entry("SignInTries.forgetOld", "over all tenants"),
            Map.entry("SignInTries.refused", "whoever tries has no tenant yet"),
            Map.entry("SignInTries.takeBack", "whoever tries has no tenant yet"),
            Map.entry("SignInTries.waiting", "whoever tries has no tenant yet"),
            Map.entry("StaffInvitations.accept", "the look-up of a link"),
            Map.entry("StaffInvitations.forgetEnded", "over all tenants"),
            Map.entry("StaffMembers.accounts", "the look-up of an e-mail, which may be of several businesses"),
            Map.entry("StaffSessions.endByCookie", "the look-up of a cookie"),
            Map.entry("StaffSessions.find", "the look-up of a cookie"),
            Map.entry("StaffSessions.forgetEnded", "over all tenants"),
            Map.entry("StaffSessions.renew", "the look-up of a cookie"),
            Map.entry("UnknownNumbers.forgetOld", "over all tenants"),
            Map.entry("VerificationCodes.due", "what is due"),
            Map.entry("VerificationCodes.forgetEnded", "over all tenants"),
            Map.entry("WhatsAppNumbers.anyVerifiedBy", "before Meta says whose it is"),
            Map.entry("WhatsAppNumbers.delivered", "of all that one delivery of Meta names"),
            Map.entry("WhatsAppNumbers.named", "what Meta calls them by")));

    @ArchTest
    static final ArchRule a_service_has_its_places = classes()
            .should()
            .resideInAnyPackage(
                    HOME,
                    ASSISTANT,
                    MESSAGE,
                    CLOUD_API,
                    WHATSAPP,
                    HOME + ".rest",
                    HOME + ".web",
                    HOME + ".kafka",
                    HOME + ".timer",
                    HOME + ".webhook");

    @ArchTest
    static final ArchRule the_assistant_is_pure = noClasses()
            .that()
            .resideInAPackage(ASSISTANT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HOME,
                    HOME + ".rest",
                    HOME + ".web",
                    HOME + ".kafka",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.apache..",
                    "io.tresen.contracts..",
                    "io.tresen.messaging.db..",
                    "io.tresen.messaging.rest..");

    @ArchTest
    static final ArchRule messages_know_nothing_but_the_tree = noClasses()
            .that()
            .resideInAPackage(MESSAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HOME,
                    ASSISTANT,
                    CLOUD_API,
                    HOME + ".rest",
                    HOME + ".kafka",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.apache..",
                    "io.tresen.contracts..",
                    "io.tresen.messaging.db..",
                    "io.tresen.messaging.rest..");

    @ArchTest
    static final ArchRule rest_does_not_know_kafka = noClasses()
            .that()
            .resideInAnyPackage(HOME + ".rest", CLOUD_API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".kafka", "io.tresen.contracts..", "org.apache..");

    @ArchTest
    static final ArchRule the_channel_knows_no_other_edge = noClasses()
            .that()
            .resideInAPackage(WHATSAPP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CLOUD_API,
                    HOME + ".rest",
                    HOME + ".web",
                    HOME + ".kafka",
                    HOME + ".webhook",
                    "io.tresen.contracts..",
                    "org.apache..");

    @ArchTest
    static final ArchRule pages_know_neither_the_interface_nor_kafka = noClasses()
            .that()
            .resideInAPackage(HOME + ".web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOME + ".rest", HOME + ".kafka", "io.tresen.contracts..", "org.apache..");

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
                    HOME + ".web",
                    HOME + ".kafka",
                    HOME + ".timer",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "org.hibernate..",
                    "jakarta..",
                    "org.apache..",
                    "io.tresen.contracts..");

    @ArchTest
    static final ArchRule stores_do_not_know_the_edges = noClasses()
            .that()
            .resideInAPackage(HOME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CLOUD_API,
                    WHATSAPP,
                    HOME + ".rest",
                    HOME + ".web",
                    HOME + ".kafka",
                    HOME + ".timer",
                    "io.tresen.messaging.rest..",
                    "jakarta.ws.rs..",
                    "io.tresen.contracts..");

    @ArchTest
    static final ArchRule time_and_random_ids_come_from_the_edge = noClasses()
            .that()
            .resideInAnyPackage(HOME, ASSISTANT, MESSAGE)
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
