package io.tresen.costs;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Set;

/** Whoever shows costs and whoever decides them must get the same answer: from the arguments alone. */
@AnalyzeClasses(packages = "io.tresen.costs", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    /** By name: ArchUnit sees no dependency on a primitive type. */
    private static final DescribedPredicate<JavaClass> FLOAT =
            describe("a float", type -> Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                    .contains(type.getName()));

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
    static final ArchRule money_is_never_kept_as_a_float = noFields().should().haveRawType(FLOAT);

    @ArchTest
    static final ArchRule money_is_never_handed_on_as_a_float =
            noCodeUnits().should().haveRawReturnType(FLOAT).orShould().haveRawParameterTypes(anyElementThat(FLOAT));
}
