// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

/**
 * What {@link RegistryOperations} answer to one thread alone.
 */
public class RegistrySpecification {

    private final int[] own = new int[8];

    private int total;

    public void register(int thread, int group) {
        this.own[thread]++;
        this.total++;
    }

    public boolean closeOwn(int thread) {
        if (this.own[thread] == 0) {
            return false;
        }
        this.own[thread]--;
        this.total--;
        return true;
    }

    public void handOver(int thread, int group) {
        if (this.own[thread] == 0) {
            register(thread, group);
        }
    }

    public boolean isZero() {
        return this.total == 0;
    }

    public void joinGate() {
    }

}
