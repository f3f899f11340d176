// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.github.waitgroup.DrainState")
@Label("Drain State")
@Description("The state of the drain has changed")
@Category("Wait Groups")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // read by the recorder
class DrainStateFlightEvent extends Event {

    @Label("State")
    String state = "";

    @Label("In Flight")
    @Description("Units of work in flight in all groups")
    long inFlight;

}
