// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationLineageTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void rootWorkHasNoParent() {
        assertThat(Registration.current()).isNull();
        assertThat(this.group.register("root").parent()).isEmpty();
    }

    @Test
    void innermostEnteredUnitIsTheParent() {
        Registration outer = this.group.register("outer");
        Registration inner = this.group.register("inner");
        try (Scope first = outer.enter()) {
            assertThat(first).isNotNull();
            try (Scope second = inner.enter()) {
                assertThat(second).isNotNull();
                assertThat(Registration.current()).isSameAs(inner);
                assertThat(this.group.register("child").parent()).hasValue(inner.id());
            }
            assertThat(Registration.current()).isSameAs(outer);
            assertThat(this.group.register("child").parent()).hasValue(outer.id());
        }
        assertThat(Registration.current()).isNull();
    }

    @Test
    void parentIsThatOfTheThreadThatRegisters() throws Exception {
        Registration parent = this.group.register("parent");
        try (Threads threads = new Threads(); Scope scope = parent.enter()) {
            assertThat(scope).isNotNull();
            assertThat(Threads.get(threads.start(() -> this.group.register("root").parent()))).isEmpty();
            Registration child = this.group.enqueue("child");
            Future<Registration> grandchild = threads.start(() -> {
                try (Scope there = child.enter()) {
                    assertThat(there).isNotNull();
                    return this.group.register("grandchild");
                }
            });
            assertThat(child.parent()).hasValue(parent.id());
            assertThat(Threads.get(grandchild).parent()).hasValue(child.id());
        }
    }

    @Test
    void laterUnitsHaveHigherNumbers() {
        assertThat(this.group.register("first").id()).isPositive().isLessThan(this.group.register("second").id());
    }

}
