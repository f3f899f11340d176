// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Counts a stage, which somebody else completes.
 */
final class TrackedStage {

    private TrackedStage() {
    }

    static <S extends CompletionStage<?>> S track(WaitGroup group, String label, S stage) {
        Objects.requireNonNull(stage, "stage must not be null");
        Registration unit = group.register(label);
        try {
            stage.whenComplete((result, ex) -> end(unit, ex));
        }
        catch (Throwable ex) {
            unit.fail();
            unit.close();
            throw ex;
        }
        return stage;
    }

    private static void end(Registration unit, @Nullable Throwable ex) {
        if (ex != null && !isCancellation(ex)) {
            unit.fail();
        }
        unit.close();
    }

    // Of a stage that was cancelled, or that depends on one that was
    private static boolean isCancellation(Throwable ex) {
        return ex instanceof CancellationException
                || (ex instanceof CompletionException && ex.getCause() instanceof CancellationException);
    }

}
