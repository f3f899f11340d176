// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackagesOf(NoWorkInFlight.class);

    @Test
    void theModuleNeedsTheCoreAndTestLibrariesOnly() {
        ArchRuleDefinition.classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.github.waitgroup", "io.github.waitgroup.test",
                    "org.junit..", "org.assertj..", "org.springframework..")
            .check(CLASSES);
    }

    @Test
    void eachLibraryIsNeededWhereItIsUsedOnly() {
        ArchRuleDefinition.noClasses()
            .that()
            .doNotHaveSimpleName("Loaded")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .check(CLASSES);
        ArchRuleDefinition.noClasses()
            .that()
            .haveSimpleNameNotContaining("Assert")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.assertj..")
            .check(CLASSES);
        ArchRuleDefinition.noClasses()
            .that()
            .haveSimpleNameContaining("Assert")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..")
            .check(CLASSES);
    }

    @Test
    void nothingSleepsOrPolls() {
        ArchRuleDefinition.noClasses()
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(HasName.Predicates.nameMatching("sleep|parkNanos|parkUntil|yield"))
                        .and(JavaCall.Predicates.target(HasOwner.Predicates.With
                            .owner(JavaClass.Predicates.resideInAnyPackage("java.lang", "java.util.concurrent..")))))
            .check(CLASSES);
    }

    @Test
    void thePackageIsNullMarked() {
        assertThat(CLASSES.get("io.github.waitgroup.test.package-info").isAnnotatedWith(NullMarked.class)).isTrue();
    }

}
