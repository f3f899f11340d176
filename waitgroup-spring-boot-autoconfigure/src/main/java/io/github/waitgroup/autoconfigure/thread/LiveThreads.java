// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The platform threads of the JVM, and what each was started for. Virtual threads are not
 * listed by any JDK.
 */
final class LiveThreads {

    private LiveThreads() {
    }

    /**
     * Returns all live threads but the current one.
     * @return the threads and their stacks, the innermost call first
     */
    static Map<Thread, StackTraceElement[]> others() {
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        threads.remove(Thread.currentThread());
        return threads;
    }

    /**
     * Returns the class whose code the thread was started for.
     * @param stack the stack of the thread
     * @return the name of the first class that is not the thread's own, if the thread has
     * come so far
     */
    static @Nullable String entryPoint(StackTraceElement[] stack) {
        for (int i = stack.length - 1; i >= 0; i--) {
            if (!stack[i].getClassName().equals(Thread.class.getName())) {
                return stack[i].getClassName();
            }
        }
        return null;
    }

    /**
     * Returns whether the thread has called for the exit of the JVM: it comes back only
     * after the drain, and then never.
     * @param stack the stack of the thread
     * @return whether nobody must wait for it
     */
    static boolean isExiting(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(Runtime.class.getName()) && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }

}
