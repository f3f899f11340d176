// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Executor;

import io.github.waitgroup.UncountedWork;

/**
 * A pool that can be waited for as a whole.
 */
interface AwaitedPool extends UncountedWork.Await {

    boolean isOf(Executor executor);

    /**
     * Returns whether there is anything to wait for; if so, {@link #await()} follows.
     * @return {@code false} only if it is certain that nothing runs or is queued
     */
    boolean isAtWork();

    boolean isTerminated();

    int running();

    long queued();

}
