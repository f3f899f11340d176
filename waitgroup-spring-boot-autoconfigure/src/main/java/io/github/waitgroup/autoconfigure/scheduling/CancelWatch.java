// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Waits for the end of a task that a drain waits for before it is due: nobody is told
 * that a future was cancelled but who waits for it. Only what is scheduled while draining
 * needs this, so that a thread each is not too many.
 */
class CancelWatch implements Runnable {

    private final Future<?> future;

    private final Runnable onCancel;

    CancelWatch(Future<?> future, Runnable onCancel) {
        this.future = future;
        this.onCancel = onCancel;
    }

    void start(String label) {
        Thread thread = new Thread(this, "await " + label);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            this.future.get();
        }
        catch (CancellationException ex) {
            this.onCancel.run();
        }
        catch (ExecutionException ex) {
            // It has run
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
