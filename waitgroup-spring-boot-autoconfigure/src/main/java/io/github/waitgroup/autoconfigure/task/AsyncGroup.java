// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The group in which the tasks of all executors are counted.
 */
class AsyncGroup {

    private static final Log logger = LogFactory.getLog(AsyncGroup.class);

    static final String NAME = "async";

    private final WaitGroup group;

    private final Drain drain;

    AsyncGroup(WaitGroup group, Drain drain) {
        this.group = group;
        this.drain = drain;
    }

    boolean isOver() {
        return this.drain.isOver();
    }

    Registration enqueue(String label) {
        boolean late = isOver();
        Registration unit = this.group.enqueue(label);
        if (late) {
            logger.warn(label + " #" + unit.id() + " was submitted after the drain was over,"
                    + " and may be cut at the exit of the JVM");
        }
        return unit;
    }

}
