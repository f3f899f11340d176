// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;
import java.util.List;

/**
 * What came of one run.
 *
 * @param name the name of the run
 * @param accepted the orders answered 202
 * @param lost those of them that were never fulfilled
 * @param broken the requests that were sent and not answered 202
 * @param toExit the time from SIGTERM to the exit
 * @param log the sample's log
 */
record Outcome(String name, int accepted, int lost, List<String> broken, Duration toExit, ProcessLog log) {

    @Override
    public String toString() {
        return "%s: accepted=%d, fulfilled=%d, lost=%d, broken requests=%d, SIGTERM to exit=%d ms".formatted(this.name,
                this.accepted, this.accepted - this.lost, this.lost, this.broken.size(), this.toExit.toMillis());
    }

}
