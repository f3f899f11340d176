// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.List;
import java.util.concurrent.FutureTask;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Tells from the stack for what a scheduler hands a task over, because Spring says so in
 * no other way.
 */
final class Callers {

    // With classes, or there are no descriptors of methods
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String TRIGGER = "org.springframework.scheduling.concurrent.ReschedulingRunnable";

    private static final String HAND_OFF = "lambda$scheduledTask$";

    /** From a decorator to where its scheduler was called, and not into other calls. */
    private static final int NEAR = 8;

    private Callers() {
    }

    /**
     * Returns whether a trigger schedules its next run with the decorator that asks.
     * @return whether a trigger is near
     */
    static boolean isTrigger() {
        return WALKER.walk((frames) -> frames.limit(NEAR).anyMatch(Callers::isTrigger));
    }

    /**
     * Returns for what a {@link SimpleAsyncTaskScheduler} hands a task over to the
     * decorator that asks.
     * @return who has called it
     */
    static Caller ofHandOff() {
        List<StackWalker.StackFrame> frames = WALKER.walk((all) -> all.limit(2 * NEAR).toList());
        for (int i = 0; i < Math.min(NEAR, frames.size()); i++) {
            if (isHandOff(frames.get(i))) {
                boolean recurs = frames.subList(i, frames.size())
                    .stream()
                    .anyMatch((frame) -> isTrigger(frame) || isPeriodic(frame));
                return recurs ? Caller.SCHEDULE : Caller.DELAY;
            }
        }
        return Caller.CODE;
    }

    /**
     * Returns for what a {@link ConcurrentTaskScheduler} asks the decorator that asks
     * this.
     * @return what was called
     */
    static Caller ofSchedule() {
        return WALKER.walk((frames) -> frames.limit(NEAR).filter(Callers::isSchedule).findFirst())
            .map((frame) -> isOnce(frame) ? Caller.DELAY : Caller.SCHEDULE)
            .orElse(Caller.CODE);
    }

    private static boolean isSchedule(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(ConcurrentTaskScheduler.class.getName())
                && frame.getMethodName().startsWith("schedule");
    }

    private static boolean isOnce(StackWalker.StackFrame frame) {
        return frame.getMethodName().equals("schedule")
                && !frame.getDescriptor().contains(Trigger.class.getName().replace('.', '/'));
    }

    private static boolean isHandOff(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(SimpleAsyncTaskScheduler.class.getName())
                && frame.getMethodName().startsWith(HAND_OFF);
    }

    private static boolean isTrigger(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(TRIGGER);
    }

    private static boolean isPeriodic(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(FutureTask.class.getName()) && frame.getMethodName().equals("runAndReset");
    }

    /**
     * Who hands a task over.
     */
    enum Caller {

        /** Anybody who wants it run at once. */
        CODE,

        /** The scheduler, whose time for a single run has come. */
        DELAY,

        /** The scheduler, for one of many runs. */
        SCHEDULE

    }

}
