// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;

/**
 * What comes of a join point when all its tasks have ended: the results, or one exception
 * that has everything in it.
 */
final class JoinOutcome {

    private final Forks forks;

    private final @Nullable Duration deadline;

    private final List<Throwable> failures;

    JoinOutcome(Forks forks, @Nullable Duration deadline) {
        this.forks = forks;
        this.deadline = deadline;
        this.failures = forks.failures();
    }

    List<@Nullable Object> ofJoin() throws JoinException {
        Cancellation cancellation = this.forks.cancellation();
        JoinTimeoutException timeout = (cancellation == Cancellation.DEADLINE) ? timeout() : null;
        throwFirstError(timeout);
        if (timeout != null) {
            throw timeout;
        }
        if (cancellation == Cancellation.REQUEST) {
            throw withFailures(new CancellationException("cancel() of " + this.forks));
        }
        if (!this.failures.isEmpty()) {
            throw new JoinException(this.failures.size() + " of " + this.forks.size() + " tasks failed; first '"
                    + this.forks.firstFailed().label() + "': " + this.failures.get(0), this.failures);
        }
        return this.forks.results();
    }

    void ofCloseWithoutJoin(boolean cancelledBefore) {
        throwFirstError(null);
        if (this.forks.size() > 0 && !(cancelledBefore && this.failures.isEmpty())) {
            throw withFailures(new NotJoinedException("close() without join() of " + this.forks
                    + ": join before the end of the try block, or cancel() if the results are not wanted"));
        }
    }

    void ofCloseAfter(InterruptedException interruption) {
        Failures.suppress(interruption, this.failures);
    }

    private JoinTimeoutException timeout() {
        return new JoinTimeoutException(Objects.requireNonNull(this.deadline), this.forks.size(),
                this.forks.unfinishedAtCancellation(), this.failures);
    }

    // An Error is thrown as it is: who catches exceptions must not take it for one
    private void throwFirstError(@Nullable JoinTimeoutException timeout) {
        for (Throwable failure : this.failures) {
            if (failure instanceof Error error) {
                Failures.suppress(error, this.failures);
                if (timeout != null) {
                    error.addSuppressed(timeout);
                }
                throw error;
            }
        }
    }

    private <X extends RuntimeException> X withFailures(X exception) {
        if (!this.failures.isEmpty()) {
            exception.initCause(this.failures.get(0));
            Failures.suppressRest(exception, this.failures);
        }
        return exception;
    }

}
