// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

/**
 * One unit of work.
 */
final class Unit implements Runnable {

    private final long id;

    private final Behaviour behaviour;

    private final Work work;

    Unit(long id, Behaviour behaviour, Work work) {
        this.id = id;
        this.behaviour = behaviour;
        this.work = work;
    }

    long id() {
        return this.id;
    }

    @Override
    public void run() {
        this.work.started(this);
        try {
            this.behaviour.run(this.work);
        }
        catch (InterruptedException ex) {
            // Not done, so neither ended nor failed
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Unit " + this.id + " was interrupted at work", ex);
        }
        catch (Error ex) {
            this.work.failed(this);
            throw ex;
        }
        this.work.ended(this);
    }

}
