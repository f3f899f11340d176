// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The uncounted work that a registry knows of, and how it becomes units.
 */
final class Uncounted {

    private static final System.Logger logger = System.getLogger(WaitGroupRegistry.class.getName());

    private final List<Source> sources = new CopyOnWriteArrayList<>();

    Runnable add(WaitGroup group, UncountedWork work) {
        Source source = new Source(group, work);
        this.sources.add(source);
        return () -> this.sources.remove(source);
    }

    /**
     * Counts what is at work now.
     * @return whether there is any
     */
    boolean count() {
        boolean any = false;
        for (Source source : this.sources) {
            for (Map.Entry<String, UncountedWork.Await> work : source.atWork().entrySet()) {
                source.count(work.getKey(), work.getValue());
                any = true;
            }
        }
        return any;
    }

    /**
     * Looks without counting anything.
     * @return whether anything is at work now
     */
    boolean isAtWork() {
        for (Source source : this.sources) {
            if (!source.atWork().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    // No record: the same work added twice is taken away one by one
    private static final class Source {

        private final WaitGroup group;

        private final UncountedWork work;

        Source(WaitGroup group, UncountedWork work) {
            this.group = group;
            this.work = work;
        }

        Map<String, UncountedWork.Await> atWork() {
            try {
                return this.work.atWork();
            }
            catch (Throwable ex) {
                logger.log(Level.WARNING, "Whether uncounted work of group " + this.group.name()
                        + " is in flight cannot be told: nobody waits for it", ex);
                return Map.of();
            }
        }

        void count(String label, UncountedWork.Await await) {
            Registration unit = this.group.registerUncounted(label);
            // No virtual thread: a pool may let who waits for it run its tasks
            Thread waiter = new Thread(() -> unit.run(() -> untilItEnds(unit, await)), "await " + label);
            waiter.setDaemon(true);
            try {
                waiter.start();
            }
            catch (Throwable ex) {
                unit.fail();
                unit.close();
                throw ex;
            }
        }

        private static void untilItEnds(Registration unit, UncountedWork.Await await) {
            try {
                await.await();
            }
            catch (InterruptedException ex) {
                // The drain's time is over
                unit.fail();
            }
            catch (Throwable ex) {
                unit.fail();
                logger.log(Level.WARNING, "Nobody waits any more for '" + unit.label() + "'", ex);
            }
        }

    }

}
