// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

/**
 * What {@link GroupOperations} answer to one thread alone.
 */
public class GroupSpecification {

    private final int[] own = new int[8];

    private final int[] ownHolds = new int[8];

    private int units = 1;

    private int adds;

    private boolean sharedClosed;

    private boolean closed;

    public boolean register(int thread) {
        if (this.closed) {
            return false;
        }
        this.own[thread]++;
        this.units++;
        return true;
    }

    public boolean closeOwn(int thread) {
        if (this.own[thread] == 0) {
            return false;
        }
        this.own[thread]--;
        this.units--;
        return true;
    }

    public boolean hold(int thread) {
        if (this.closed) {
            return false;
        }
        this.ownHolds[thread]++;
        this.units++;
        return true;
    }

    public boolean closeHold(int thread) {
        if (this.ownHolds[thread] == 0) {
            return false;
        }
        this.ownHolds[thread]--;
        this.units--;
        return true;
    }

    public void closeShared() {
        if (!this.sharedClosed) {
            this.sharedClosed = true;
            this.units--;
        }
    }

    public boolean add(int n) {
        if (this.closed) {
            return false;
        }
        this.adds += n;
        return true;
    }

    public boolean done() {
        if (this.adds == 0) {
            return false;
        }
        this.adds--;
        return true;
    }

    public boolean isZero() {
        return this.units + this.adds == 0;
    }

    public void close() {
        this.closed = true;
    }

    public void reopen() {
        this.closed = false;
    }

    public boolean isClosed() {
        return this.closed;
    }

    public void joinGate() {
    }

}
