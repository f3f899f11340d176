// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroupRegistry;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
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
    void serveLateStreamsShouldLeaveSettingOfApplicationAlone() {
        Connector connector = new Connector();
        Http2Protocol own = new Http2Protocol();
        own.setDrainTimeout(7);
        Http2Protocol other = new Http2Protocol();
        connector.addUpgradeProtocol(own);
        connector.addUpgradeProtocol(other);
        TomcatGoAway.serveLateStreams(connector);
        assertThat(own.getDrainTimeout()).isEqualTo(7);
        assertThat(Duration.ofNanos(other.getDrainTimeout())).hasSeconds(5);
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
