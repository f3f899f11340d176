// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import io.github.waitgroup.WorkSnapshot;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("io.github.waitgroup.AbandonedWork")
@Label("Abandoned Work")
@Description("A unit of work that did not end in time, or leaked")
@Category("Wait Groups")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // read by the recorder
class AbandonedWorkFlightEvent extends Event {

    @Label("Group")
    final String group;

    @Label("Id")
    final long id;

    @Label("Label")
    final String label;

    @Label("State")
    final String state;

    @Label("Age")
    @Timespan(Timespan.NANOSECONDS)
    final long age;

    @Label("Thread")
    final @Nullable String thread;

    @Label("Parent")
    @Description("The unit that registered it, 0 if there was none")
    final long parent;

    @Label("Trace Id")
    final @Nullable String traceId;

    @Label("Stack")
    @Description("What its thread was doing")
    final String stack;

    AbandonedWorkFlightEvent(WorkSnapshot unit) {
        this.group = unit.group();
        this.id = unit.id();
        this.label = unit.label();
        this.state = unit.state().toString();
        this.age = unit.age().toNanos();
        this.thread = unit.thread();
        this.parent = (unit.parent() != null) ? unit.parent() : 0;
        this.traceId = unit.traceId();
        StringBuilder frames = new StringBuilder();
        for (StackTraceElement frame : unit.stack()) {
            frames.append(frame).append('\n');
        }
        this.stack = frames.toString();
    }

}
