// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Thrown by {@link JoinPoint#join()} when the deadline was over before all tasks had
 * ended. The tasks that were unfinished at the deadline were cancelled, and have ended
 * since. The cause is what the first failed task threw, if any failed; what others threw
 * is suppressed. It stands to a {@link TimeoutException} as {@link JoinException} stands
 * to an {@link java.util.concurrent.ExecutionException}.
 *
 * @since 0.1.0
 */
public class JoinTimeoutException extends JoinException {

    private static final long serialVersionUID = 1L;

    /** The most labels a message lists: thousands help nobody. */
    private static final int LISTED = 10;

    /** The labels of the tasks unfinished at the deadline, in fork order. */
    private final String[] unfinished;

    JoinTimeoutException(Duration deadline, int forked, List<String> unfinished, List<Throwable> failures) {
        super(message(deadline, forked, unfinished, failures.size()), failures);
        this.unfinished = unfinished.toArray(String[]::new);
    }

    private static String message(Duration deadline, int forked, List<String> unfinished, int failed) {
        int more = unfinished.size() - LISTED;
        return unfinished.size() + " of " + forked + " tasks unfinished at the deadline of " + deadline + ": "
                + unfinished.subList(0, Math.min(LISTED, unfinished.size()))
                + ((more > 0) ? " and " + more + " more" : "") + ((failed > 0) ? "; " + failed + " failed" : "");
    }

    /**
     * Returns which tasks were unfinished at the deadline, running or not begun.
     * @return their labels, in fork order
     */
    public List<String> unfinished() {
        return List.of(this.unfinished);
    }

}
