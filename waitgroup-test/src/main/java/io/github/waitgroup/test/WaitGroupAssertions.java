// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Entry point for AssertJ's assertions about work in flight. To be imported statically,
 * beside AssertJ's own: <pre>{@code
 * import static io.github.waitgroup.test.WaitGroupAssertions.assertThat;
 *
 * assertThat(registry).hasNothingInFlightWithin(Duration.ofSeconds(5));
 * assertThat(mails).hasCompleted(3).hasFailed(1);
 * }</pre>
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class WaitGroupAssertions {

    private WaitGroupAssertions() {
    }

    /**
     * Begins assertions about a group.
     * @param actual the group
     * @return the assertions
     */
    public static WaitGroupAssert assertThat(@Nullable WaitGroup actual) {
        return new WaitGroupAssert(actual);
    }

    /**
     * Begins assertions about all groups of a registry, taken together.
     * @param actual the registry
     * @return the assertions
     */
    public static WaitGroupRegistryAssert assertThat(@Nullable WaitGroupRegistry actual) {
        return new WaitGroupRegistryAssert(actual);
    }

}
