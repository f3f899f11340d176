// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * The code that is calling Reactor. Found by a walk up the stack, a microsecond or so,
 * which only work in flight has to pay.
 *
 * @param label the method, as people know it: {@code OrderService.fulfil}, also for a
 * lambda in it
 * @param library whether Reactor itself calls: an operator, or one of its other projects;
 * or a library above it
 * @param delayed whether a task is scheduled for later, or again and again
 */
record CallSite(String label, boolean library, boolean delayed) {

    // From some JDK on, not even the descriptor of a method is given without the classes
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String REACTOR = "reactor.";

    /**
     * Those that begin flows without an end when they are first used, such as health
     * checks of a connection pool. What Spring subscribes to in the place of a method of
     * the application is known elsewhere.
     */
    private static final String[] LIBRARIES = { REACTOR, "org.springframework.", "io.r2dbc.", "io.lettuce.",
            "io.rsocket.", "io.netty." };

    private static final String CORE = "reactor.core.";

    private static final String SCHEDULERS = "reactor.core.scheduler.";

    private static final String OPERATORS = "reactor.core.publisher.";

    private static final String CONTEXT_PROPAGATION = "reactor.core.publisher.ContextPropagation";

    private static final String COUNTED = "io.github.waitgroup.autoconfigure.subscription.";

    private static final String AT_ONCE = "(Ljava/lang/Runnable;)";

    private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d.*");

    /**
     * Returns whether a task is certainly that of an operator: it belongs to a
     * subscription. Cheaper than the walk.
     * @param task the task
     * @return {@code false} if it takes the walk to know
     */
    static boolean isOperator(Runnable task) {
        String type = task.getClass().getName();
        return type.startsWith(OPERATORS) && !type.startsWith(CONTEXT_PROPAGATION);
    }

    static CallSite ofSubscription() {
        return WALKER.walk((frames) -> {
            Iterator<StackWalker.StackFrame> rest = belowOurs(frames);
            StackWalker.StackFrame frame = rest.next();
            while (rest.hasNext() && isIn(frame, CORE, COUNTED)) {
                frame = rest.next();
            }
            return new CallSite(label(frame, rest), isIn(frame, LIBRARIES), false);
        });
    }

    static CallSite ofSchedule() {
        return WALKER.walk((frames) -> {
            Iterator<StackWalker.StackFrame> rest = belowOurs(frames);
            StackWalker.StackFrame frame = rest.next();
            StackWalker.StackFrame schedule = frame;
            while (rest.hasNext() && isIn(frame, SCHEDULERS)) {
                schedule = frame;
                frame = rest.next();
            }
            return new CallSite(label(frame, rest), isIn(frame, LIBRARIES),
                    !schedule.getDescriptor().startsWith(AT_ONCE));
        });
    }

    // What Reactor calls on the way to here is on top
    private static Iterator<StackWalker.StackFrame> belowOurs(Stream<StackWalker.StackFrame> frames) {
        return frames.dropWhile((frame) -> !isIn(frame, CORE)).iterator();
    }

    private static boolean isIn(StackWalker.StackFrame frame, String... prefixes) {
        for (String prefix : prefixes) {
            if (frame.getClassName().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String label(StackWalker.StackFrame first, Iterator<StackWalker.StackFrame> rest) {
        StackWalker.StackFrame frame = first;
        while (rest.hasNext() && isIn(frame, REACTOR, COUNTED, "java.", "jdk.")) {
            frame = rest.next();
        }
        String type = ANONYMOUS.matcher(frame.getClassName()).replaceFirst("");
        return ClassUtils.getShortName(type) + "." + method(frame.getMethodName());
    }

    // Those that compilers make of lambdas: lambda$fulfil$0, and fulfil$lambda$0
    private static String method(String name) {
        String written = name.startsWith("lambda$") ? name.substring("lambda$".length()) : name;
        int end = written.indexOf('$', 1);
        return (end > 0) ? written.substring(0, end) : written;
    }

}
