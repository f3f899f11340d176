// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.kill.journal.Event;
import io.github.waitgroup.proof.kill.journal.Journal;
import io.github.waitgroup.proof.kill.journal.Source;

/**
 * One unit of work: some time of waiting for a partner that is not there, and then
 * perhaps something more.
 */
public final class Unit implements Runnable {

    private final Journal journal;

    private final Source source;

    private final long id;

    private final long millis;

    private final Runnable lastly;

    Unit(Journal journal, Source source, long id, long millis, Runnable lastly) {
        this.journal = journal;
        this.source = source;
        this.id = id;
        this.millis = millis;
        this.lastly = lastly;
    }

    long id() {
        return this.id;
    }

    /**
     * How long it takes.
     * @return the time in milliseconds
     */
    public long millis() {
        return this.millis;
    }

    /** It begins. */
    public void start() {
        this.journal.write(Event.STARTED, this.source, this.id);
    }

    /** All of it is done. */
    public void end() {
        this.journal.write(Event.ENDED, this.source, this.id);
    }

    void refuse() {
        this.journal.write(Event.REFUSED, this.source, this.id);
    }

    /** Does it on this thread. */
    @Override
    public void run() {
        start();
        pretend(this.millis);
        this.lastly.run();
        end();
    }

    /**
     * Waits for a partner on this thread.
     * @param time how long, in milliseconds
     */
    public void pretend(long time) {
        try {
            // An event that never comes; who is interrupted here has not done its work
            if (new CountDownLatch(1).await(time, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Never");
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(this + " was interrupted at work", ex);
        }
    }

    @Override
    public String toString() {
        return "Unit " + this.id + " of " + this.source;
    }

}
