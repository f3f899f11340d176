// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what scheduled tasks are called.
 */
class ScheduledLabelsTests {

    @ParameterizedTest
    @CsvSource({ "com.acme.OrderService.fulfil, OrderService.fulfil", "OrderService.fulfil, OrderService.fulfil",
            "com.acme.OrderService$$SpringCGLIB$$0.fulfil, OrderService.fulfil",
            "com.acme.Orders$Service.fulfil, Orders.Service.fulfil", "com.acme.Größe.miß, Größe.miß" })
    void ofMethodShouldBeItsShortName(String text, String label) {
        assertThat(ScheduledLabels.of(new Named(text))).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = { "com.acme.Config$$Lambda$14/0x0000@5e9f23b4", "com.acme.Cleanup@1b2c3d",
            "jdk.proxy2.$Proxy45.fulfil", "order 4711 of Miller", "cleanup", "" })
    void ofAnythingElseShouldBeNone(String text) {
        assertThat(ScheduledLabels.of(new Named(text))).isNull();
    }

    @Test
    void ofLambdaShouldBeNone() {
        assertThat(ScheduledLabels.of(() -> {
        })).isNull();
    }

    @Test
    void ofTaskThatCannotTellShouldBeNone() {
        assertThat(ScheduledLabels.of(new Named("a.b") {

            @Override
            public String toString() {
                throw new IllegalStateException("expected");
            }

        })).isNull();
    }

    private static class Named implements Runnable {

        private final String text;

        Named(String text) {
            this.text = text;
        }

        @Override
        public void run() {
        }

        @Override
        public String toString() {
            return this.text;
        }

    }

}
