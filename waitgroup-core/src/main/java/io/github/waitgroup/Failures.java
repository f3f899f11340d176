// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What tasks threw, put together in one exception so that none is lost.
 */
final class Failures {

    private Failures() {
    }

    /**
     * Returns whether that is how a task says that it saw the interrupt, and nothing
     * else: a failure while a resource was closed would be suppressed in it. That it left
     * a join point of its own without a join is none: the interrupt kept it from that.
     * @param thrown what a task of a cancelled join point threw
     * @return whether it is no failure of its own
     */
    static boolean isAnswerToCancellation(Throwable thrown) {
        boolean answer = thrown instanceof InterruptedException || thrown instanceof CancellationException
                || thrown instanceof ClosedByInterruptException;
        return answer && Arrays.stream(thrown.getSuppressed()).noneMatch(Failures::isFailure);
    }

    private static boolean isFailure(Throwable suppressed) {
        return !(suppressed instanceof NotJoinedException unjoined && unjoined.hasNoFailure());
    }

    /**
     * Suppresses all failures but the first, which is the cause.
     * @param primary what is thrown
     * @param failures what the tasks threw
     */
    static void suppressRest(Throwable primary, List<Throwable> failures) {
        if (!failures.isEmpty()) {
            suppress(primary, failures.subList(1, failures.size()), failures.get(0));
        }
    }

    /**
     * Suppresses failures in what is thrown instead of them, each once: two tasks may
     * throw the same object.
     * @param primary what is thrown
     * @param failures what to suppress
     */
    static void suppress(Throwable primary, List<? extends Throwable> failures) {
        suppress(primary, failures, primary);
    }

    private static void suppress(Throwable primary, List<? extends Throwable> failures, Throwable known) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(primary);
        seen.add(known);
        for (Throwable failure : failures) {
            if (seen.add(failure)) {
                primary.addSuppressed(failure);
            }
        }
    }

}
