// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The law at the end of a test: nothing in flight, and every unit ended as it should.
 */
final class Law {

    private Law() {
    }

    static void checkEnded(WaitGroup group, long completed, long failed) throws InterruptedException {
        checkEnded(group, completed, failed, 0);
    }

    static void checkEnded(WaitGroup group, long completed, long failed, long abandoned) throws InterruptedException {
        checkZero(group);
        assertThat(group.snapshot(1))
            .isEqualTo(new WaitGroupSnapshot(group.name(), 0, 0, completed, failed, abandoned, 0, null, List.of()));
    }

    static void checkZero(WaitGroup group) throws InterruptedException {
        assertThat(group.await(Threads.BOUND)).as("%s", group).isTrue();
        assertThat(group.count()).isZero();
        WaitGroupSnapshot snapshot = group.snapshot(1);
        assertThat(snapshot.inFlight()).as("%s", snapshot).isZero();
        assertThat(snapshot.queued()).as("%s", snapshot).isZero();
        assertThat(snapshot.work()).as("%s", snapshot).isEmpty();
    }

}
