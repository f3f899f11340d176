// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link WaitGroupsEndpoint} by itself.
 */
class WaitGroupsEndpointReadTests {

    private static final int MANY = 1_000_000;

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup mails = this.registry.group("mails");

    private final WaitGroupsEndpoint endpoint = new WaitGroupsEndpoint(this.registry,
            new Drain(this.registry, DrainOptions.ofTimeout(Duration.ZERO)), Show.ALWAYS);

    @Test
    void oldestOfAMillionShouldBeShown() {
        List<Registration> units = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            units.add(this.mails.register("Mails.send"));
        }
        WaitGroupDescriptor group = this.endpoint.waitGroup("mails", null, null);
        assertThat(group.inFlight()).isEqualTo(MANY);
        assertThat(group.omitted()).isEqualTo(MANY - 50);
        assertThat(group.work()).extracting(WaitGroupDescriptor.WorkDescriptor::id)
            .containsExactlyElementsOf(units.subList(0, 50).stream().map(Registration::id).toList());
        assertThat(this.endpoint.waitGroups().inFlight()).isEqualTo(MANY);
        units.forEach(Registration::close);
        assertThat(this.endpoint.waitGroup("mails", 1000, null).work()).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void stackOfAVirtualThreadShouldBeShown() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
        executor.setVirtualThreads(true);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        this.mails.go("Mails.send", executor, () -> sendWhen(begun, gate));
        Bounded.await(begun);
        assertThat(this.endpoint.waitGroup("mails", 1, true).work()).singleElement().satisfies((unit) -> {
            assertThat(unit.thread()).startsWith("virtual-");
            assertThat(unit.stack()).anySatisfy((frame) -> assertThat(frame).contains("sendWhen("));
        });
        gate.countDown();
    }

    private static void sendWhen(CountDownLatch begun, CountDownLatch gate) {
        begun.countDown();
        Bounded.await(gate);
    }

    @Test
    void whatIsAskedWronglyShouldBeNamed() {
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
            .isThrownBy(() -> this.endpoint.waitGroup("mails", 0, null))
            .withMessage("'limit' must be a number from 1 to 1000, not '0'");
        this.registry.group("orders");
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
            .isThrownBy(() -> this.endpoint.waitGroup("missing", null, null))
            .withMessage("There is no group 'missing'; there are mails, orders");
        assertThat(this.registry.find("missing")).isNull();
    }

}
