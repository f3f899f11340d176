// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;

/**
 * What one thread waits at until another one opens it, again and again: each round is
 * armed, then opened and awaited.
 */
interface Gate {

    void arm();

    void open();

    void await() throws InterruptedException;

    static Gate of(String kind) {
        return switch (kind) {
            case "addDone" -> new OfAddDone();
            case "registerClose" -> new OfRegisterClose();
            case "countDownLatch" -> new OfCountDownLatch();
            case "phaser" -> new OfPhaser();
            default -> throw new IllegalArgumentException("No such gate: " + kind);
        };
    }

    /** Opened by done(). */
    final class OfAddDone implements Gate {

        private final WaitGroup group = new WaitGroup("gate");

        @Override
        public void arm() {
            this.group.add(1);
        }

        @Override
        public void open() {
            this.group.done();
        }

        @Override
        public void await() throws InterruptedException {
            this.group.await();
        }

    }

    /** Opened by the end of a unit. */
    final class OfRegisterClose implements Gate {

        private final WaitGroup group = new WaitGroup("gate");

        private volatile Registration unit;

        OfRegisterClose() {
            this.unit = this.group.register("none");
            this.unit.close();
        }

        @Override
        public void arm() {
            this.unit = this.group.register("unit");
        }

        @Override
        public void open() {
            this.unit.close();
        }

        @Override
        public void await() throws InterruptedException {
            this.group.await();
        }

    }

    /** Cannot be used again: a new latch each round. */
    final class OfCountDownLatch implements Gate {

        private volatile CountDownLatch latch = new CountDownLatch(0);

        @Override
        public void arm() {
            this.latch = new CountDownLatch(1);
        }

        @Override
        public void open() {
            this.latch.countDown();
        }

        @Override
        public void await() throws InterruptedException {
            this.latch.await();
        }

    }

    /** One party, whose arrival ends the phase. */
    final class OfPhaser implements Gate {

        private final Phaser phaser = new Phaser(1);

        private volatile int phase;

        @Override
        public void arm() {
            this.phase = this.phaser.getPhase();
        }

        @Override
        public void open() {
            this.phaser.arrive();
        }

        @Override
        public void await() throws InterruptedException {
            this.phaser.awaitAdvanceInterruptibly(this.phase);
        }

    }

}
