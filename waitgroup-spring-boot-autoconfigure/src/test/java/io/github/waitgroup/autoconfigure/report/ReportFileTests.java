// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.DrainCompletedEvent;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class ReportFileTests {

    @TempDir
    private Path directory;

    private Path file;

    private ApplicationContextRunner runner;

    @BeforeEach
    void setUp() {
        this.file = this.directory.resolve("termination-log");
        this.runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    ReportWaitGroupAutoConfiguration.class))
            .withPropertyValues("waitgroup.shutdown.timeout=10ms", "waitgroup.shutdown.interrupt=false",
                    "waitgroup.shutdown.report-file=" + this.file);
    }

    private DocumentContext json() throws Exception {
        return JsonPath.parse(Files.readString(this.file));
    }

    @Test
    void closeShouldReplaceWhatTheFileHad() throws Exception {
        Files.writeString(this.file, "x".repeat(10_000));
        this.runner.run((context) -> context.getBean(WaitGroup.class).register("ends").close());
        assertThat(json().<String>read("$.outcome")).isEqualTo("DRAINED");
    }

    @Test
    void closeShouldNameWhatWasLost() throws Exception {
        this.runner.run((context) -> context.getBean(WaitGroup.class).register("Orders.fulfil"));
        assertThat(json().<String>read("$.outcome")).isEqualTo("ABANDONED");
        assertThat(json().<String>read("$.work[0].label")).isEqualTo("Orders.fulfil");
        assertThat(json().<Integer>read("$.groups.application.abandoned")).isEqualTo(1);
    }

    @Test
    void workThatIsLostLateShouldBeAdded() throws Exception {
        this.runner.run((context) -> {
            WaitGroup group = context.getBean(WaitGroup.class);
            group.register("in flight");
            context.getSourceApplicationContext().addApplicationListener((DrainCompletedEvent event) -> {
                if (!event.isLate()) {
                    group.register("came late");
                }
            });
        });
        assertThat(json().<Iterable<String>>read("$.work[*].label")).containsExactly("in flight", "came late");
        assertThat(json().<Integer>read("$.abandoned")).isEqualTo(2);
        assertThat(json().<Integer>read("$.groups.application.abandoned")).isEqualTo(2);
    }

    @Test
    void eachLossThatIsToldLateShouldBeAdded() throws Exception {
        ReportFile reporter = new ReportFile(this.file.toString());
        reporter.completed(lost(1));
        reporter.lostLate(lost(2));
        reporter.lostLate(lost(3));
        assertThat(json().<Integer>read("$.abandoned")).isEqualTo(6);
    }

    private static DrainReport lost(long number) {
        return new DrainReport(Drain.State.ABANDONED, Duration.ZERO,
                List.of(new DrainReport.Group("application", 0, number)), List.of());
    }

    @Test
    void failureToWriteShouldBeLoggedAndStopNothing(CapturedOutput output) {
        this.runner.run((context) -> {
            context.getBean(WaitGroup.class).register("Orders.fulfil");
            Files.createDirectory(this.file);
        });
        assertThat(output).contains("could not be written to '" + this.file + "' (waitgroup.shutdown.report-file)",
                "Abandoned in application: Orders.fulfil");
    }

    @Test
    void fileThatIsADirectoryShouldFailTheStart() {
        assertFails(this.directory, "not a regular file");
    }

    @Test
    void fileInNoDirectoryShouldFailTheStart() {
        assertFails(this.directory.resolve("none/report"), "It cannot be written (java.nio.file.NoSuchFileException");
    }

    @Test
    void fileThatMayNotBeCreatedShouldFailTheStart() {
        assertFails(Path.of("/proc/report"), "It cannot be written (");
    }

    @Test
    void fileThatIsNoPathShouldFailTheStart() {
        // Without a context, whose log would have the character, too
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
            .isThrownBy(() -> new ReportFile("a\0b"))
            .satisfies((failure) -> assertThat(failure.getReason()).contains("not the path of a file"));
    }

    @Test
    void startShouldLeaveNoFileAndChangeNone() throws Exception {
        this.runner.run((context) -> assertThat(this.file).doesNotExist());
        Files.writeString(this.file, "of another");
        this.runner.run((context) -> assertThat(this.file).hasContent("of another"));
    }

    @Test
    void startShouldLeaveALinkAlone() throws Exception {
        Path target = this.directory.resolve("target");
        Files.createSymbolicLink(this.file, target);
        this.runner.run((context) -> {
            assertThat(Files.isSymbolicLink(this.file)).isTrue();
            assertThat(target).doesNotExist();
        });
        assertThat(target).exists();
        assertThat(json().<String>read("$.outcome")).isEqualTo("DRAINED");
    }

    private void assertFails(Path path, String reason) {
        this.runner.withPropertyValues("waitgroup.shutdown.report-file=" + path)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("waitgroup.shutdown.report-file")
                .hasMessageContaining(path.toString())
                .satisfies((failure) -> assertThat(((InvalidConfigurationPropertyValueException) failure).getReason())
                    .contains(reason)));
    }

    @Test
    void emptyValueShouldBeNone(CapturedOutput output) {
        this.runner.withPropertyValues("waitgroup.shutdown.report-file=", "waitgroup.shutdown.exit-code-on-loss=")
            .run((context) -> context.getBean(WaitGroup.class).register("Orders.fulfil"));
        assertThat(output).contains("Abandoned in application: Orders.fulfil")
            .doesNotContain("could not be written", "exit code", "failed");
        assertThat(LossExitCode.lost()).isZero();
    }

}
