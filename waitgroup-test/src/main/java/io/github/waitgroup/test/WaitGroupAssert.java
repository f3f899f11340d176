// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import io.github.waitgroup.WaitGroup;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a {@link WaitGroup}.
 *
 * @since 0.1.0
 * @see WaitGroupAssertions#assertThat(WaitGroup)
 */
public final class WaitGroupAssert extends AbstractWaitGroupAssert<WaitGroupAssert, WaitGroup> {

    WaitGroupAssert(@Nullable WaitGroup actual) {
        super(actual, WaitGroupAssert.class);
    }

    @Override
    Counted counted(WaitGroup actual) {
        return Counted.of(actual);
    }

}
