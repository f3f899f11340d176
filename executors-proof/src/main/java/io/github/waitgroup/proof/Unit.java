// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One unit of work: some time of waiting for a partner that is not there, and then
 * perhaps something more.
 */
final class Unit implements Runnable {

    private final long id;

    private final long millis;

    private final Work work;

    private final Runnable lastly;

    Unit(long id, long millis, Work work, Runnable lastly) {
        this.id = id;
        this.millis = millis;
        this.work = work;
        this.lastly = lastly;
    }

    long id() {
        return this.id;
    }

    @Override
    public void run() {
        this.work.started(this);
        pretend();
        this.lastly.run();
        this.work.ended(this);
    }

    private void pretend() {
        try {
            // An event that never comes, as from a slow partner; who is interrupted here
            // has not done its work
            if (new CountDownLatch(1).await(this.millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Never");
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Unit " + this.id + " was interrupted at work", ex);
        }
    }

}
