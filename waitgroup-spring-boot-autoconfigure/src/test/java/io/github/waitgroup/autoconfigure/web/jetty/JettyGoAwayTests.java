// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.Test;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

class JettyGoAwayTests {

    private final Drain drain = new Drain(new WaitGroupRegistry(), DrainOptions.ofTimeout(Duration.ofSeconds(5)));

    private final JettyConnectors connectors = mock(JettyConnectors.class);

    private final JettyGoAway goAway = new JettyGoAway(this.drain, this.connectors);

    @Test
    void destroyShouldLeaveNothingWithTheDrain() {
        this.goAway.afterSingletonsInstantiated();
        this.drain.quiesce();
        verify(this.connectors).all();
        this.goAway.destroy();
        this.drain.resume();
        this.drain.quiesce();
        verifyNoMoreInteractions(this.connectors);
    }

}
