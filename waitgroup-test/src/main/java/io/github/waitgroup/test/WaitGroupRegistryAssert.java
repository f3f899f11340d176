// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about all groups of a {@link WaitGroupRegistry}, taken together.
 *
 * @since 0.1.0
 * @see WaitGroupAssertions#assertThat(WaitGroupRegistry)
 */
public final class WaitGroupRegistryAssert extends AbstractWaitGroupAssert<WaitGroupRegistryAssert, WaitGroupRegistry> {

    WaitGroupRegistryAssert(@Nullable WaitGroupRegistry actual) {
        super(actual, WaitGroupRegistryAssert.class);
    }

    @Override
    Counted counted(WaitGroupRegistry actual) {
        return Counted.of(actual);
    }

}
