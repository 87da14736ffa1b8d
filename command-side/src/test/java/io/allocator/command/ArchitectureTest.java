package io.allocator.command;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.random.RandomGenerator;

@AnalyzeClasses(packages = "io.allocator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_decision_is_plain_Java = classes().that().resideInAPackage("..product.stock..").should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.allocator.api..",
                    "io.allocator.command.product.stock..");

    @ArchTest
    static final ArchRule the_language_knows_two_annotations_of_Axon_and_nothing_else = classes().that()
            .resideInAPackage("io.allocator.api..").should().onlyDependOnClassesThat()
            .haveNameMatching("(\\[L)?(java\\.|org\\.jspecify\\.|io\\.allocator\\.api\\.).*"
                    + "|org\\.axonframework\\.modelling\\.command\\.TargetAggregateIdentifier"
                    + "|org\\.axonframework\\.serialization\\.Revision");

    @ArchTest
    static final ArchRule the_decision_takes_no_time_from_a_clock = noClasses().that()
            .resideInAPackage("..product..").should().callMethodWhere(target(nameMatching("now|currentTimeMillis")));

    @ArchTest
    static final ArchRule the_decision_leaves_nothing_to_chance = noClasses().that()
            .resideInAPackage("..product.stock..").should().callMethodWhere(target(nameMatching("nanoTime|randomUUID")))
            .orShould().dependOnClassesThat().areAssignableTo(RandomGenerator.class);

    @ArchTest
    static final ArchRule the_write_side_does_not_know_the_read_side = noClasses().that()
            .resideInAPackage("io.allocator.command..").should().dependOnClassesThat()
            .resideInAnyPackage("io.allocator.query..", "jakarta.persistence..", "org.hibernate.boot..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = slices().matching("io.allocator.command.(**)").should()
            .beFreeOfCycles();
}
