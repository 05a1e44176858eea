package io.tresen.costs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Whoever shows costs and whoever decides them must get the same answer: from the arguments alone. */
@AnalyzeClasses(packages = "io.tresen.costs", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule costs_know_nothing_but_java =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("io.tresen.costs", "java..");

    @ArchTest
    static final ArchRule costs_depend_on_their_arguments_alone = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..");

    @ArchTest
    static final ArchRule money_is_never_a_float = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("double")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("float");
}
