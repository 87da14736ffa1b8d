package io.allocator.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.allocator.query.allocations.WaitingLines;
import io.allocator.query.batches.Batches;
import io.allocator.query.products.Products;
import io.allocator.query.readmodel.Projection;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.allocator.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_THE_WRITE_SIDE = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.allocator.command..", "io.allocator.api.command..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.allocator.query.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule ALLOCATIONS_STAND_ALONE = noClasses().that().resideInAPackage("..allocations..").should()
            .dependOnClassesThat().resideInAnyPackage("..query.availability..", "..query.backorders..",
                    "..query.batches..", "..query.products..", "..query.overview..");

    @ArchTest
    static final ArchRule BATCHES_STAND_ALONE = noClasses().that().resideInAPackage("..batches..").should()
            .dependOnClassesThat()
            .resideInAnyPackage("..query.allocations..", "..query.availability..", "..query.backorders..",
                    "..query.products..", "..query.overview..");

    @ArchTest
    static final ArchRule WAITING_LINES_ARE_SHOWN_BY_BACKORDERS_AND_OVERVIEW_ONLY = classes().that()
            .areAssignableTo(WaitingLines.class).should().onlyHaveDependentClassesThat()
            .resideInAnyPackage("..query.allocations..", "..query.backorders..", "..query.overview..");

    @ArchTest
    static final ArchRule BATCHES_ARE_SHOWN_BY_FEW = classes().that().areAssignableTo(Batches.class).should()
            .onlyHaveDependentClassesThat().resideInAnyPackage("..query.batches..", "..query.products..",
                    "..query.history..", "..query.availability..", "..query.overview..");

    @ArchTest
    static final ArchRule PRODUCTS_ARE_SHOWN_BY_AVAILABILITY_AND_OVERVIEW_ONLY = classes().that()
            .areAssignableTo(Products.class).should().onlyHaveDependentClassesThat()
            .resideInAnyPackage("..query.products..", "..query.availability..", "..query.overview..");

    @ArchTest
    static final ArchRule THE_PAGING_AND_FILES_OF_LISTS_KNOW_NO_LIST = noClasses().that()
            .resideInAnyPackage("..query.paging..", "..query.csv..").should().dependOnClassesThat()
            .resideInAnyPackage("..query.readmodel..", "..query.allocations..", "..query.availability..",
                    "..query.backorders..", "..query.batches..", "..query.history..", "..query.products..",
                    "..query.overview..");

    @ArchTest
    static final ArchRule THE_FEED_KNOWS_NO_VIEW = noClasses().that().resideInAPackage("..feed..").should()
            .dependOnClassesThat().resideInAnyPackage("..query.readmodel..", "..query.allocations..",
                    "..query.backorders..", "..query.batches..", "..query.products..", "..query.overview..");

    /** Axon would give such a handler a processor of its own making, with positions kept elsewhere. */
    @ArchTest
    static final ArchRule EVENTS_COME_TO_PROJECTIONS_ONLY = noMethods().should().beAnnotatedWith(EventHandler.class);

    @ArchTest
    static final ArchRule PROJECTIONS_ARE_FOR_THEIR_VIEW_ALONE = classes().that().implement(Projection.class).should()
            .bePackagePrivate().andShould().haveSimpleNameEndingWith("Projection");

    @ArchTest
    static final ArchRule HTTP_IS_NOT_PUBLIC = classes().that().areAnnotatedWith(RestController.class).should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule CONTROLLERS_ASK_THE_BUS = noClasses().that().areAnnotatedWith(RestController.class).should()
            .dependOnClassesThat().haveSimpleNameEndingWith("Repository");
}
