package io.allocator.query.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Controller;

@AnalyzeClasses(packages = "io.allocator.query", importOptions = ImportOption.DoNotIncludeTests.class)
class PagesArchitectureTest {

    @ArchTest
    static final ArchRule PAGES_ASK_THE_BUS_AND_KNOW_NO_VIEW = classes().that().resideInAPackage("..query.ui..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("..query.ui..", "io.allocator.api.query",
                    "io.allocator.http", "java..", "jakarta.servlet..", "org.apache.tomcat.util.http",
                    "org.axonframework.messaging.responsetypes",
                    "org.axonframework.queryhandling", "org.springframework..", "org.jspecify..",
                    "io.swagger.v3.oas.annotations");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_PAGES = noClasses().that().resideOutsideOfPackage("..query.ui..").should()
            .dependOnClassesThat().resideInAPackage("..query.ui..");

    @ArchTest
    static final ArchRule PAGES_ARE_NOT_PUBLIC = classes().that().areAnnotatedWith(Controller.class).should()
            .bePackagePrivate();
}
