// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.Test;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

class TomcatGoAwayTests {

    private final Drain drain = new Drain(new WaitGroupRegistry(), DrainOptions.ofTimeout(Duration.ofSeconds(5)));

    private final TomcatConnectors connectors = mock(TomcatConnectors.class);

    private final TomcatGoAway goAway = new TomcatGoAway(this.drain, this.connectors);

    @Test
    void destroyShouldLeaveNothingWithTheDrain() {
        this.goAway.afterSingletonsInstantiated();
        this.drain.quiesce();
        verify(this.connectors).handlers();
        this.goAway.destroy();
        this.drain.resume();
        this.drain.quiesce();
        verifyNoMoreInteractions(this.connectors);
    }

    @Test
    void answeredShouldSendToThoseWhomTomcatPassedBy() {
        this.goAway.answered();
        verifyNoInteractions(this.connectors);
        this.drain.quiesce();
        this.goAway.answered();
        verify(this.connectors).handlers();
    }

}
