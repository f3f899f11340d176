// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * The same for an executor that promises futures.
 */
class CountedAsyncTaskExecutor extends CountedTaskExecutor implements AsyncTaskExecutor {

    CountedAsyncTaskExecutor(AsyncTaskExecutor delegate, TaskUnits units) {
        super(delegate, units);
    }

}
