// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTraceTests {

    private final WaitGroup group = new WaitGroup("test");

    private final Registration unit = this.group.register("unit");

    @Test
    void traceIsUnknownAtFirst() {
        assertThat(this.unit.traceId()).isNull();
        assertThat(this.group.snapshot(1).work().get(0).traceId()).isNull();
    }

    @Test
    void traceIsShown() {
        this.unit.traceId("4bf92f3577b34da6");
        assertThat(this.unit.traceId()).isEqualTo("4bf92f3577b34da6");
        assertThat(this.group.snapshot(1).work().get(0).traceId()).isEqualTo("4bf92f3577b34da6");
        assertThat(this.unit.label()).isEqualTo("unit");
    }

    @Test
    void lastTraceIsShown() {
        this.unit.traceId("one");
        this.unit.traceId("two");
        assertThat(this.unit.traceId()).isEqualTo("two");
    }

    @Test
    void workOfAUnitBelongsToItsTrace() {
        Registration before = child(this.unit);
        this.unit.traceId("one");
        Registration child = child(this.unit);
        assertThat(before.traceId()).isNull();
        assertThat(child.traceId()).isEqualTo("one");
        assertThat(child(child).traceId()).isEqualTo("one");
        child.traceId("two");
        assertThat(this.unit.traceId()).isEqualTo("one");
    }

    private Registration child(Registration parent) {
        Scope scope = parent.enter();
        try {
            return this.group.register("child");
        }
        finally {
            scope.close();
        }
    }

    @Test
    void labelMayStillChange() {
        this.unit.traceId("one");
        this.unit.label("other");
        assertThat(this.unit.label()).isEqualTo("other");
        assertThat(this.unit.traceId()).isEqualTo("one");
        Registration late = this.group.register(() -> "made late");
        late.traceId("one");
        assertThat(late.label()).isEqualTo("made late");
    }

    @Test
    void openEndedUnitHasATraceToo() {
        this.unit.openEnded(this.unit::close);
        this.unit.traceId("one");
        assertThat(this.unit.traceId()).isEqualTo("one");
        assertThat(this.unit.askToEnd()).isTrue();
        assertThat(this.unit.askToEnd()).isFalse();
        assertThat(this.group.count()).isZero();
        Registration traced = this.group.register("traced");
        traced.traceId("two");
        traced.openEnded(traced::close);
        assertThat(traced.traceId()).isEqualTo("two");
        assertThat(traced.askToEnd()).isTrue();
    }

    @Test
    void threadIsAskedForTheTraceOfRootWork() {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        WaitGroup early = registry.group("early");
        registry.traces(() -> "thread");
        Registration root = early.register("root");
        assertThat(root.traceId()).isEqualTo("thread");
        assertThat(registry.group("late").register("root").traceId()).isEqualTo("thread");
        root.traceId("own");
        assertThat(child(root).traceId()).isEqualTo("own");
        registry.traces(null);
        assertThat(early.register("root").traceId()).isNull();
        assertThat(registry.group("later").register("root").traceId()).isNull();
    }

    @Test
    void workIsRegisteredWhateverTheThreadAnswers() {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        WaitGroup group = registry.group("test");
        registry.traces(() -> {
            throw new IllegalStateException("tracer has stopped");
        });
        assertThat(group.register("root").traceId()).isNull();
        registry.traces(() -> "");
        assertThat(group.register("root").traceId()).isNull();
        registry.traces(() -> null);
        assertThat(group.register("root").traceId()).isNull();
        assertThat(group.count()).isEqualTo(3);
    }

}
