// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import org.springframework.scheduling.annotation.Async;

/**
 * The method everybody writes.
 */
class AsyncTask {

    @Async
    void run(Unit unit) {
        unit.run();
    }

}
