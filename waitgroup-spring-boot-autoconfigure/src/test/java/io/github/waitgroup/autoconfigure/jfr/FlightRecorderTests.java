// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import java.nio.file.Path;
import java.util.List;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class FlightRecorderTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                FlightRecorderWaitGroupAutoConfiguration.class))
        .withPropertyValues("waitgroup.shutdown.timeout=10ms", "waitgroup.shutdown.interrupt=false");

    @Test
    void recordingShouldTellStatesOutcomeAndWhatWasLost(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("drain.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            this.runner.run((context) -> {
                WaitGroup group = context.getBean(WaitGroup.class);
                Registration unit = group.register("Orders.fulfil");
                unit.traceId("4bf92f");
                group.register("ends").close();
            });
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(of(events, "DrainState")).extracting((event) -> event.getString("state"))
            .containsExactly("QUIESCING", "DRAINING", "ABANDONED");
        assertThat(of(events, "DrainState")).first().returns(1L, (event) -> event.getLong("inFlight"));
        assertThat(of(events, "DrainCompleted")).singleElement().satisfies((event) -> {
            assertThat(event.getString("outcome")).isEqualTo("ABANDONED");
            assertThat(event.getDuration("taken")).isPositive();
            assertThat(event.getLong("abandoned")).isEqualTo(1);
            assertThat(event.getBoolean("late")).isFalse();
        });
        assertThat(of(events, "AbandonedWork")).singleElement().satisfies((event) -> {
            assertThat(event.getString("group")).isEqualTo("application");
            assertThat(event.getString("label")).isEqualTo("Orders.fulfil");
            assertThat(event.getString("traceId")).isEqualTo("4bf92f");
            assertThat(event.getDuration("age")).isPositive();
        });
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
            .filter((event) -> event.getEventType().getName().equals("io.github.waitgroup." + name))
            .toList();
    }

    @Test
    void jdkWithoutRecorderShouldDo() {
        this.runner.withClassLoader(new FilteredClassLoader("jdk.jfr"))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("waitGroupFlightRecorderReporter"));
    }

}
