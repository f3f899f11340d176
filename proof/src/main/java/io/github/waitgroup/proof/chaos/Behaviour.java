// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a unit of work does.
 */
enum Behaviour {

    /** Ends soon. */
    SHORT {
        @Override
        void run(Work work) throws InterruptedException {
            pause(500);
        }
    },

    /** Takes longer than the budget of an exit leaves it. */
    SLOW {
        @Override
        void run(Work work) throws InterruptedException {
            pause(3000);
        }
    },

    /** Waits for what never comes. */
    ENDLESS {
        @Override
        void run(Work work) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    },

    /** The same, a minute at most. */
    TIMED {
        @Override
        void run(Work work) throws InterruptedException {
            pause(60_000);
        }
    },

    /** Waits for what never comes, whoever interrupts it. */
    DEAF {
        @Override
        void run(Work work) {
            deaf(new CountDownLatch(1)::await);
        }
    },

    /** Submits another of its kind at its end. */
    CHAIN {
        @Override
        void run(Work work) throws InterruptedException {
            pause(200);
            work.submit(Way.ASYNC, CHAIN);
        }
    },

    /** Asks for more memory than there is. */
    OUT_OF_MEMORY {
        @Override
        void run(Work work) {
            throw new IllegalStateException("There was room for " + new long[Integer.MAX_VALUE - 8].length);
        }
    },

    /** Recurses until there is no room. */
    STACK_OVERFLOW {
        @Override
        void run(Work work) {
            throw new IllegalStateException("There was room for " + deeper(0));
        }
    },

    /** Fails as an assertion does. */
    ASSERTION {
        @Override
        void run(Work work) {
            throw new AssertionError("Two and two are five");
        }
    },

    /** Fails as on a broken class path. */
    LINKAGE {
        @Override
        void run(Work work) {
            throw new NoClassDefFoundError("io/github/waitgroup/proof/Missing");
        }
    },

    /** Ends in a transaction. */
    TRANSACTION {
        @Override
        void run(Work work) throws InterruptedException {
            work.transaction(() -> pause(200));
        }
    },

    /** Stops the JVM. */
    EXIT {
        @Override
        void run(Work work) {
            System.exit(0);
        }
    };

    abstract void run(Work work) throws InterruptedException;

    static void deaf(Wait wait) {
        while (true) {
            try {
                wait.run();
            }
            catch (InterruptedException ex) {
                // That is what it is to be deaf
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    private static void pause(long millis) throws InterruptedException {
        // An event that never comes, as from a slow partner
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Never");
        }
    }

    /**
     * Waits.
     */
    interface Wait {

        void run() throws InterruptedException;

    }

}
