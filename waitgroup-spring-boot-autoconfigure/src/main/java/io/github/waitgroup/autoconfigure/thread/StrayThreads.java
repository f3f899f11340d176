// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.waitgroup.Drain;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Names, at the end of a drain, the threads that code of the application started by hand
 * and that are still alive: nobody counts what they do, and the exit of the JVM cuts it.
 */
class StrayThreads {

    private static final Log logger = LogFactory.getLog(StrayThreads.class);

    private final List<String> packages;

    /**
     * Creates an observer of threads.
     * @param packages the packages of the application
     */
    StrayThreads(List<String> packages) {
        this.packages = packages;
    }

    void onChange(Drain.State state) {
        if (state == Drain.State.DRAINED || state == Drain.State.ABANDONED) {
            List<String> alive = alive();
            if (!alive.isEmpty()) {
                logger.info("Threads that the application started itself are not counted, and the exit of the JVM"
                        + " cuts them: " + String.join(", ", alive)
                        + ". Start such work with waitGroup.go(...) or wrap(...) to have it awaited");
            }
        }
    }

    List<String> alive() {
        List<String> alive = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each : LiveThreads.others().entrySet()) {
            String entryPoint = LiveThreads.entryPoint(each.getValue());
            if (entryPoint != null && isOfApplication(entryPoint)) {
                alive.add("'" + each.getKey().getName() + "' in " + place(each.getValue()));
            }
        }
        alive.sort(null);
        return alive;
    }

    private boolean isOfApplication(String className) {
        for (String name : this.packages) {
            if (className.startsWith(name + ".")) {
                return true;
            }
        }
        return false;
    }

    // The innermost call of the application says most; its entry point is one
    private String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (isOfApplication(frame.getClassName())) {
                return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
            }
        }
        throw new IllegalArgumentException("No frame of the application");
    }

}
