// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrainProgress}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainProgressTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private Drain drain = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ofMinutes(2)));

    private DrainProgress progress = new DrainProgress(this.drain, this.registry);

    /** Those of earlier tests may be on their way out. */
    private final Set<Thread> others = Set.copyOf(alive());

    private void timeout(Duration timeout) {
        this.drain = new Drain(this.registry, DrainOptions.ofTimeout(timeout));
        this.progress = new DrainProgress(this.drain, this.registry);
    }

    @AfterEach
    void end() throws Exception {
        this.progress.destroy();
        assertThreadEnds();
    }

    @Test
    void watchShouldNameTheOldestAtHalfAndNearTheEnd(CapturedOutput output) throws Exception {
        timeout(Duration.ofSeconds(6));
        // Held: those of nobody could be collected
        List<Registration> units = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            units.add(this.registry.group((i % 2 == 0) ? "async" : "http").register("old"));
        }
        units.add(this.registry.group("http").enqueue("queued"));
        // So much older that it does not matter how long it takes to ask for the ages
        assertThat(this.registry.await(Duration.ofSeconds(1))).isFalse();
        for (int i = 0; i < 3; i++) {
            units.add(this.registry.group("async").register("new"));
        }
        this.drain.begin();
        this.progress.watch();
        assertThreadEnds();
        units.forEach(Registration::close);
        // Four seconds old, or more
        assertThat(output).containsPattern("INFO .*Draining for 3.0s, 3.0s left: 8 in flight \\(async 5, http 3\\)\\R"
                + "(\t(async: old|http: old|http: queued) #\\d+, (RUNNING|QUEUED), "
                + "in flight for ([4-9]|\\d\\d+)\\.\\ds.*\\R){5}" + "\t\\.\\.\\. and 3 more");
        assertThat(output).containsPattern("WARN .*Draining for 5.4s, 600ms left: 8 in flight");
    }

    @Test
    void watchWhenNothingIsInFlightShouldHaveNoThread() {
        this.drain.begin();
        this.progress.watch();
        assertThat(threads()).isEmpty();
    }

    @Test
    void watchTwiceShouldHaveOneThread() {
        this.registry.group("async").register("unit");
        this.drain.begin();
        this.progress.watch();
        this.progress.watch();
        assertThat(threads()).hasSize(1);
    }

    @Test
    void watchWhenHalfIsOverShouldSpeakOnlyNearTheEnd(CapturedOutput output) throws Exception {
        timeout(Duration.ofSeconds(6));
        this.drain.begin();
        Registration unit = this.registry.group("async").register("unit");
        assertThat(this.registry.await(Duration.ofSeconds(3))).isFalse();
        this.progress.watch();
        assertThreadEnds();
        unit.close();
        assertThat(output).contains("Draining for 5.4s").doesNotContain("Draining for 3.0s");
    }

    @Test
    void drainThatEndsShouldEndTheThread(CapturedOutput output) throws Exception {
        Registration unit = this.registry.group("async").register("unit");
        this.drain.begin();
        this.progress.watch();
        unit.close();
        this.drain.await();
        assertThreadEnds();
        assertThat(output).doesNotContain("Draining for");
    }

    @Test
    void drainThatIsResumedShouldEndTheThread() throws Exception {
        Registration unit = this.registry.group("async").register("unit");
        this.drain.begin();
        this.progress.watch();
        this.drain.resume();
        assertThreadEnds();
        unit.close();
    }

    private void assertThreadEnds() throws InterruptedException {
        for (Thread thread : threads()) {
            thread.join(Duration.ofSeconds(20).toMillis());
        }
        assertThat(threads()).isEmpty();
    }

    private List<Thread> threads() {
        return alive().stream().filter((thread) -> !this.others.contains(thread)).toList();
    }

    private static List<Thread> alive() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().equals("waitgroup-drain-progress"))
            .toList();
    }

}
