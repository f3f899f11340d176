// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of some units and requests.
 *
 * @param accepted how many units somebody relied on
 * @param completed how many of these were done
 * @param refused how many were not done, and whoever asked was told so
 * @param lost how many were not done, and nobody was told
 * @param requests how many requests were sent
 * @param failed how many of these had no good answer
 * @param unaccepted how many more came over a connection that the kernel had made and the
 * server has not accepted
 * @param lastUnits the time from the last unit to the exit, of each kill in which there
 * was one
 */
record Account(int accepted, int completed, int refused, int lost, int requests, int failed, int unaccepted,
        List<Duration> lastUnits) {

    static final Account NONE = new Account(0, 0, 0, 0, 0, 0, 0, List.of());

    Account plus(Account other) {
        return new Account(this.accepted + other.accepted, this.completed + other.completed,
                this.refused + other.refused, this.lost + other.lost, this.requests + other.requests,
                this.failed + other.failed, this.unaccepted + other.unaccepted,
                Stream.concat(this.lastUnits.stream(), other.lastUnits.stream()).toList());
    }

}
