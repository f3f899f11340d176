// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import org.springframework.scheduling.annotation.Async;

/**
 * Does work asynchronously.
 */
class AsyncTask {

    @Async
    void run(Unit unit) {
        unit.run();
    }

}
