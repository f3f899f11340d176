// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the starter is known to fall short of, with the reason, which is a note of the
 * table.
 *
 * @param kinds whom it concerns
 * @param fates when
 * @param reason why
 */
record Shortfall(Set<ExecutorKind> kinds, Set<Fate> fates, String reason) {

    private static final List<Shortfall> ALL = List.of(new Shortfall(Set.of(ExecutorKind.POOL_TASK_EXECUTOR,
            ExecutorKind.CONCURRENT, ExecutorKind.EXECUTOR, ExecutorKind.EXECUTOR_SERVICE),
            Set.of(Fates.SILENT_HANDLER),
            "Nobody is told what a handler of one's own has done with a task. It stays in flight until it is found "
                    + "as leaked, or until the deadline, where it is reported."),
            new Shortfall(
                    Set.of(ExecutorKind.CONCURRENT, ExecutorKind.POOL_TASK_SCHEDULER, ExecutorKind.SCHEDULED_SERVICE),
                    Set.of(Fates.SHUTDOWN_NOW),
                    "The pool within is not seen, or hands back other objects than it was given. As before."));

    static @Nullable Shortfall of(ExecutorKind kind, Fate fate) {
        for (Shortfall shortfall : ALL) {
            if (shortfall.kinds.contains(kind) && shortfall.fates.contains(fate)) {
                return shortfall;
            }
        }
        return null;
    }

}
