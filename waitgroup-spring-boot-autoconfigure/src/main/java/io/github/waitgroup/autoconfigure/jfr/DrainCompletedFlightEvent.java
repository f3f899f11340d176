// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("io.github.waitgroup.DrainCompleted")
@Label("Drain Completed")
@Description("The drain at a shutdown has ended")
@Category("Wait Groups")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // read by the recorder
class DrainCompletedFlightEvent extends Event {

    @Label("Outcome")
    String outcome = "";

    @Label("Time Taken")
    @Timespan(Timespan.NANOSECONDS)
    long taken;

    @Label("Completed")
    @Description("Units of work that ended during the drain")
    long completed;

    @Label("Abandoned")
    @Description("Units of work that were given up or leaked")
    long abandoned;

    @Label("Late")
    @Description("Whether this tells of work that came after the drain")
    boolean late;

}
