// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.github.waitgroup.InFlight;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTypesTests {

    private final InFlightTypes types = new InFlightTypes();

    @Test
    void findsTypesThatDeclareAMethod() {
        assertThat(this.types.mayHave(Work.class)).isTrue();
        assertThat(this.types.mayHave(Metered.class)).isTrue();
    }

    @Test
    void findsTypesThatInheritOne() {
        assertThat(this.types.mayHave(Worker.class)).isTrue();
        assertThat(this.types.mayHave(SpecialWorker.class)).isTrue();
        assertThat(this.types.mayHave(SpecialMetered.class)).isTrue();
    }

    @Test
    void sortsOutAllOthers() {
        assertThat(this.types.mayHave(Idle.class)).isFalse();
        assertThat(this.types.mayHave(String.class)).isFalse();
        assertThat(this.types.mayHave(InFlightTypesTests.class)).isFalse();
    }

    interface Work {

        @InFlight
        void work();

    }

    interface SpecialWork extends Work {

    }

    static class Worker implements SpecialWork {

        @Override
        public void work() {
        }

    }

    static class SpecialWorker extends Worker {

    }

    static class Metered {

        @Meter
        void run() {
        }

    }

    static class SpecialMetered extends Metered {

        @Override
        void run() {
        }

    }

    static class Idle implements Runnable {

        @Override
        public void run() {
        }

    }

    @InFlight
    @Retention(RetentionPolicy.RUNTIME)
    @interface Meter {

    }

}
