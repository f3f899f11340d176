// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.HttpProperties;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class OpenStreamTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private final Registration unit = new WaitGroup("http").register("GET /events");

    private final InFlightRequest inFlight = InFlightRequest.begin(new ResponseEnd(), this.unit, new RequestPaths(
            new HttpProperties(List.of(), List.of(), List.of(), HttpProperties.WhileDraining.SERVE), "", ""));

    private final AtomicInteger heads = new AtomicInteger();

    private final OpenStream stream = new OpenStream(this.request, this.inFlight, "text/event-stream", false,
            this.heads::incrementAndGet);

    @BeforeEach
    void goAsynchronous() {
        this.request.setAsyncSupported(true);
        this.request.startAsync(this.request, new MockHttpServletResponse());
        this.inFlight.left(this.request);
    }

    @Test
    void endShouldCompleteHead() {
        this.stream.end();
        assertThat(this.heads).hasValue(1);
        assertThat(this.stream.isEnded()).isTrue();
    }

    @Test
    void endWhenStreamHasEndedByItselfShouldNotTouchResponse() {
        this.unit.close();
        this.stream.end();
        assertThat(this.heads).hasValue(0);
    }

    @Test
    void endWhileOutputIsClosedShouldComeRightAfterwards() throws Exception {
        this.stream.closeUnlessEnded(() -> {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(this.stream::end);
            asked.orTimeout(Bounded.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(this.stream.isEnded()).isFalse();
        });
        assertThat(this.stream.isEnded()).isTrue();
        assertThat(this.heads).hasValue(1);
    }

}
