// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import io.github.waitgroup.Hold;
import io.github.waitgroup.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZZ_Result;

/**
 * Forbids for holds what {@link DoubleClose} forbids for registrations.
 */
@JCStressTest
@Outcome(id = "1, false, true", expect = Expect.ACCEPTABLE, desc = "One down; the other hold is still in flight")
@Outcome(expect = Expect.FORBIDDEN, desc = "The other hold was counted down, too, or nothing was")
@State
public class DoubleCloseOfAHold {

    private final WaitGroup group = new WaitGroup("test");

    private final Hold hold = this.group.hold();

    private final Hold other = this.group.hold();

    @Actor
    public void first() {
        this.hold.close();
    }

    @Actor
    public void second() {
        this.hold.close();
    }

    @Arbiter
    public void then(JZZ_Result result) {
        result.r1 = this.group.count();
        result.r2 = Probe.isZero(this.group);
        this.other.close();
        result.r3 = Probe.isZero(this.group);
    }

}
