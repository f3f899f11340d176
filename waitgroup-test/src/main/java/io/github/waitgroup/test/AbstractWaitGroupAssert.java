// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what counts work: a group, or all groups of a registry taken together.
 * The numbers are those of one moment: assert on them when the work has been awaited, or
 * is known to stand still.
 *
 * @param <SELF> the type of the assertions
 * @param <ACTUAL> the type of what counts
 * @since 0.1.0
 */
public abstract sealed class AbstractWaitGroupAssert<SELF extends AbstractWaitGroupAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> permits WaitGroupAssert, WaitGroupRegistryAssert {

    AbstractWaitGroupAssert(@Nullable ACTUAL actual, Class<SELF> selfType) {
        super(actual, selfType);
    }

    abstract Counted counted(ACTUAL actual);

    /**
     * Verifies that nothing is in flight now.
     * @return this assertion object
     * @throws AssertionError if something is in flight, with the oldest units by name and
     * with the stacks of their threads
     */
    public SELF hasNothingInFlight() {
        return hasInFlight(0);
    }

    /**
     * Verifies that nothing is in flight, now or at some moment before the time is over.
     * Waits for that moment, not longer.
     * @param timeout how long to wait at most; if not positive, not at all
     * @return this assertion object
     * @throws AssertionError if something is in flight all that time, with the oldest
     * units by name and with the stacks of their threads; or if the thread is interrupted
     * while it waits
     */
    public SELF hasNothingInFlightWithin(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout must not be null");
        Counted counted = counted();
        boolean zero = false;
        try {
            zero = counted.await(timeout);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            fail(counted, "Expecting nothing in flight within " + Units.seconds(timeout)
                    + ", but was interrupted while it waited, with");
        }
        if (!zero) {
            fail(counted, "Expecting nothing in flight within " + Units.seconds(timeout) + ", but there is still");
        }
        return this.myself;
    }

    /**
     * Verifies how many units are in flight now, plain adds and holds included.
     * @param expected how many
     * @return this assertion object
     * @throws AssertionError if it is another number, with the oldest units by name and
     * with the stacks of their threads
     */
    public SELF hasInFlight(long expected) {
        Counted counted = counted();
        if (counted.count() != expected) {
            fail(counted,
                    "Expecting " + ((expected == 0) ? "nothing" : Units.number(expected)) + " in flight, but there is");
        }
        return this.myself;
    }

    /**
     * Verifies that at least one unit with this label is in flight now.
     * @param label the label
     * @return this assertion object
     * @throws AssertionError if there is none, with the oldest units in flight by name
     * and with the stacks of their threads
     */
    public SELF hasInFlight(String label) {
        Objects.requireNonNull(label, "label must not be null");
        Counted counted = counted();
        for (WaitGroup group : counted.groups()) {
            for (WorkSnapshot unit : group.snapshot(Integer.MAX_VALUE).work()) {
                if (unit.label().equals(label)) {
                    return this.myself;
                }
            }
        }
        fail(counted, "Expecting '" + label + "' in flight, but there is");
        return this.myself;
    }

    /**
     * Verifies how many units have ended so far, well or not.
     * @param expected how many
     * @return this assertion object
     * @throws AssertionError if it is another number
     */
    public SELF hasCompleted(long expected) {
        return has("completed", expected, WaitGroupSnapshot::completed);
    }

    /**
     * Verifies how many units have failed so far: a part of those that completed.
     * @param expected how many
     * @return this assertion object
     * @throws AssertionError if it is another number
     */
    public SELF hasFailed(long expected) {
        return has("failed", expected, WaitGroupSnapshot::failed);
    }

    private SELF has(String what, long expected, ToLongFunction<WaitGroupSnapshot> number) {
        Counted counted = counted();
        long actual = counted.groups().stream().map((group) -> group.snapshot(0)).mapToLong(number).sum();
        if (actual != expected) {
            throw failureWithActualExpected(actual, expected, "%s",
                    "Expecting " + Units.number(expected) + " " + what + ", but it is " + actual + text(counted));
        }
        return this.myself;
    }

    private Counted counted() {
        isNotNull();
        return counted(Objects.requireNonNull(this.actual));
    }

    private void fail(Counted counted, String expectation) {
        List<Left> left = counted.groups().stream().map((group) -> Left.in(group, Earlier.NONE, true)).toList();
        StringBuilder text = new StringBuilder(expectation).append(' ')
            .append(Units.number(left.stream().mapToLong(Left::count).sum()))
            .append(text(counted))
            .append(':');
        Units.list(text, left);
        failWithMessage("%s", text);
    }

    private static String text(Counted counted) {
        return (counted instanceof Counted.Group one) ? " in group " + one.group().name() : " in all groups";
    }

}
