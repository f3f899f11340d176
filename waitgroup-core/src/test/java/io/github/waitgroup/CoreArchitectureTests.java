// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CoreArchitectureTests {

    private static final JavaClasses CORE = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.github.waitgroup");

    @Test
    void coreNeedsTheJdkAndJSpecifyOnly() {
        ArchRuleDefinition.classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.github.waitgroup")
            .check(CORE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        SlicesRuleDefinition.slices().matching("(io.github.waitgroup..)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void nothingSleepsOrPolls() {
        ArchRuleDefinition.noClasses()
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(HasName.Predicates.nameMatching("sleep|parkNanos|parkUntil|yield"))
                        .and(JavaCall.Predicates.target(HasOwner.Predicates.With
                            .owner(JavaClass.Predicates.resideInAnyPackage("java.lang", "java.util.concurrent..")))))
            .check(CORE);
    }

    @Test
    void packagesAreNullMarked() {
        List<JavaClass> packages = CORE.stream().filter((type) -> type.getSimpleName().equals("package-info")).toList();
        assertThat(packages).extracting(JavaClass::getPackageName)
            .containsExactlyInAnyOrderElementsOf(
                    CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
        assertThat(packages).allMatch((type) -> type.isAnnotatedWith(NullMarked.class));
    }

}
