// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every executor, every fate: whatever becomes of a task, it was counted once and is
 * counted out once, and the count ends at zero. The table in docs/executors.md is made of
 * the same cells; the system property {@code executors.write} writes it.
 */
class MatrixTests {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withPropertyValues("waitgroup.shutdown.timeout=20s", "waitgroup.shutdown.interrupt-grace=1s")
        .withConfiguration(AutoConfigurations.of(configurations()));

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void runWhenFateBefallsTaskShouldKeepTheLaw(ExecutorKind kind, Fate fate) {
        run(this.runner, kind, fate, BOUND);
    }

    static Stream<Arguments> runWhenFateBefallsTaskShouldKeepTheLaw() {
        return cells(false);
    }

    /** What is noted really falls short: else the note has to go. */
    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource
    void runWhenShortfallIsNotedShouldFallShort(ExecutorKind kind, Fate fate) {
        ApplicationContextRunner impatient = this.runner.withPropertyValues("waitgroup.shutdown.timeout=1s");
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> run(impatient, kind, fate, Duration.ofMillis(500)));
    }

    static Stream<Arguments> runWhenShortfallIsNotedShouldFallShort() {
        return cells(true);
    }

    @Test
    void isWhatTheDocumentSays() throws Exception {
        String jvm = (Runtime.version().feature() >= 21) ? "JDK 21 and later" : "JDK 17";
        Document.of("fates, " + jvm).checkOrWrite(FateTable.toMarkdown());
    }

    private static void run(ApplicationContextRunner runner, ExecutorKind kind, Fate fate, Duration bound) {
        kind.declare(runner, fate.setup()).run((context) -> {
            assertThat(context).hasNotFailed();
            Bench bench = new Bench(kind, fate, context.getSourceApplicationContext());
            bench.assertLaw(fate.scenario().play(bench), bound);
        });
    }

    private static Stream<Arguments> cells(boolean shortfall) {
        return FateTable.kinds()
            .stream()
            .flatMap((kind) -> Fates.all()
                .stream()
                .filter((fate) -> fate.mayBefall(kind))
                .filter((fate) -> (Shortfall.of(kind, fate) != null) == shortfall)
                .map((fate) -> Arguments.of(kind, fate)));
    }

    /** Everything of ours that an application would have, and what it counts upon. */
    private static Class<?>[] configurations() {
        ClassLoader classLoader = MatrixTests.class.getClassLoader();
        Stream<String> ours = ImportCandidates.load(AutoConfiguration.class, classLoader)
            .getCandidates()
            .stream()
            .filter((name) -> name.startsWith("io.github.waitgroup."));
        Stream<Class<?>> classes = ours.map((name) -> ClassUtils.resolveClassName(name, classLoader));
        return Stream
            .concat(classes, Stream.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
            .toArray(Class<?>[]::new);
    }

}
