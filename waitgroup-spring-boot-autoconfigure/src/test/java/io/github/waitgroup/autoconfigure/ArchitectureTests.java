// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the picture of the design holds: sources never know each other, views never
 * write, only the lifecycle drives the drain.
 */
class ArchitectureTests {

    private static final String ROOT = "io.github.waitgroup.autoconfigure";

    private static final List<String> SOURCES = List.of("task", "web", "scheduling", "inflight");

    private static final List<String> VIEWS = List.of(".actuate", ".health", ".metrics", ".report", ".jfr");

    private static final Set<String> READS = Set.of("find", "groups", "snapshot", "count", "name", "names", "state",
            "label", "age", "id", "parent", "thread", "stack", "options", "remaining", "isDraining", "isOver",
            "isClosed", "inFlight", "queued", "running", "registered", "completed", "failed", "abandoned", "omitted",
            "oldestAge", "oldestBoundedAge", "work", "group", "totals", "elapsed", "listen", "traceId", "outcome",
            "duration", "completedCount", "abandonedCount", "toString", "values", "ordinal");

    private static final Set<String> DRIVES = Set.of("begin", "quiesce", "awaitQuiet", "await", "awaitLate", "resume",
            "endOpenEnded");

    private static final Path OUTPUT = output();

    // Once for all tests: it takes seconds
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(OUTPUT);

    @Test
    void sourcesShouldNotKnowEachOther() {
        for (String source : SOURCES) {
            for (String other : SOURCES) {
                if (!other.equals(source)) {
                    ArchRuleDefinition.noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + source + "..")
                        .should()
                        .dependOnClassesThat(
                                ours().and(JavaClass.Predicates.resideInAPackage(ROOT + "." + other + "..")))
                        .allowEmptyShould(true)
                        .check(CLASSES);
                }
            }
        }
    }

    @Test
    void sourcesForApplicationCodeShouldNotKnowOthers() {
        for (String source : List.of(".inflight", ".reactor")) {
            for (String other : List.of(".inflight", ".reactor", ".task", ".web..", ".actuate")) {
                if (!source.equals(other)) {
                    ArchRuleDefinition.noClasses()
                        .that()
                        .resideInAPackage(ROOT + source)
                        .should()
                        .dependOnClassesThat(ours().and(JavaClass.Predicates.resideInAPackage(ROOT + other)))
                        .allowEmptyShould(true)
                        .check(CLASSES);
                }
            }
        }
    }

    @Test
    void sourcesAndViewsShouldNotKnowTheLifecycle() {
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lifecycle..")
            .should()
            .dependOnClassesThat(ours().and(JavaClass.Predicates.resideInAPackage(ROOT + ".lifecycle.."))
                .and(notAutoConfigurations()))
            .check(CLASSES);
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lifecycle..")
            .and(notAutoConfigurations())
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + ".lifecycle.."))
            .check(CLASSES);
    }

    @Test
    void nobodyShouldKnowTheViews() {
        for (String view : VIEWS) {
            ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + view + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + view + "..")
                .check(CLASSES);
        }
    }

    @Test
    void tracesShouldKnowAndBeKnownByNoSourceOrView() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe("of another source or view",
                (type) -> type.getPackageName().startsWith(ROOT + ".")
                        && !type.getPackageName().equals(ROOT + ".tracing"));
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage(ROOT + ".tracing")
            .should()
            .dependOnClassesThat(others.and(notAutoConfigurations()))
            .check(CLASSES);
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".tracing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".tracing")
            .check(CLASSES);
    }

    @Test
    void viewsShouldOnlyRead() {
        for (String view : VIEWS) {
            ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + view + "..")
                .should()
                .callMethodWhere(targets("of core that do not read",
                        (target) -> isCore(target.getOwner()) && !READS.contains(target.getName())))
                .allowEmptyShould(true)
                .check(CLASSES);
        }
    }

    @Test
    void onlyTheLifecycleShouldDriveTheDrain() {
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lifecycle..")
            .should()
            .callMethodWhere(targets("of Drain that drive it",
                    (target) -> target.getOwner().isEquivalentTo(Drain.class) && DRIVES.contains(target.getName())))
            .check(CLASSES);
    }

    @Test
    void packagesShouldBeFreeOfCycles() {
        SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void autoConfigurationsShouldBePublicFinalAndWithoutPublicMembers() {
        ArchRuleDefinition.classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("AutoConfiguration")
            .check(CLASSES);
        ArchRuleDefinition.methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .notBePublic()
            .check(CLASSES);
    }

    @Test
    void autoConfigurationsShouldBeListed() throws IOException {
        List<String> declared = CLASSES.stream()
            .filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
            .map(JavaClass::getName)
            .sorted()
            .toList();
        assertThat(listed()).containsExactlyElementsOf(declared);
    }

    @Test
    void postProcessorsShouldComeFromStaticMethods() {
        ArchRuleDefinition.methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .and()
            .haveRawReturnType(assignableToPostProcessor())
            .should()
            .beStatic()
            .check(CLASSES);
    }

    @Test
    void classesShouldBeAskedForOnClassesOnly() {
        ArchRuleDefinition.noMethods().should().beAnnotatedWith(ConditionalOnClass.class).check(CLASSES);
    }

    @Test
    void nothingShouldSleep() {
        ArchRuleDefinition.noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
        ArchRuleDefinition.noClasses()
            .should()
            .callMethodWhere(targets("that sleep",
                    (target) -> target.getName().equals("parkNanos")
                            || (target.getName().equals("sleep") && target.getOwner().isAssignableTo(Thread.class))))
            .check(CLASSES);
    }

    @Test
    void everyPackageShouldBeNullMarked() {
        assertThat(CLASSES.stream().map((type) -> type.getPackage().getName()).distinct()).allSatisfy(
                (name) -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue());
    }

    private static boolean isCore(JavaClass type) {
        return type.getPackageName().equals(WaitGroup.class.getPackageName());
    }

    private static DescribedPredicate<JavaClass> ours() {
        return DescribedPredicate.describe("of this module", (type) -> type.getPackageName().startsWith(ROOT));
    }

    private static DescribedPredicate<JavaClass> notAutoConfigurations() {
        return DescribedPredicate.describe("no auto-configurations",
                (type) -> !type.isAnnotatedWith(AutoConfiguration.class));
    }

    private static DescribedPredicate<JavaClass> assignableToPostProcessor() {
        return DescribedPredicate.describe("post-processors", (type) -> type.isAssignableTo(BeanPostProcessor.class)
                || type.isAssignableTo(BeanFactoryPostProcessor.class));
    }

    private static DescribedPredicate<JavaMethodCall> targets(String description, Predicate<AccessTarget> predicate) {
        return DescribedPredicate.describe(description, (call) -> predicate.test(call.getTarget()));
    }

    private List<String> listed() throws IOException {
        return Files.readAllLines(OUTPUT.resolve("META-INF/spring/" + AutoConfiguration.class.getName() + ".imports"));
    }

    private static Path output() {
        try {
            return Path
                .of(WaitGroupAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        }
        catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
