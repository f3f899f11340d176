// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * How a pool of one thread is set up, where the executor is a pool.
 *
 * @param queue the places in its queue
 * @param handler what happens to tasks beyond that
 */
record Setup(int queue, RejectedExecutionHandler handler) {

    static final Setup ROOMY = new Setup(100, new ThreadPoolExecutor.AbortPolicy());

    static Setup full(RejectedExecutionHandler handler) {
        return new Setup(1, handler);
    }

}
