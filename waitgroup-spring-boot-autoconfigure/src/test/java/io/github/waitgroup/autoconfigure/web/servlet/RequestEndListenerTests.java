// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.ServletContextInitializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests that requests are listened to only where it is needed.
 */
class RequestEndListenerTests {

    private final ServletContext context = mock();

    private final ServletContextInitializer initializer = new ServletWaitGroupAutoConfiguration()
        .waitGroupRequestEndListener();

    @Test
    void onStartupShouldListen() throws Exception {
        this.initializer.onStartup(this.context);
        verify(this.context).addListener(any(RequestEndListener.class));
    }

    @Test
    void onStartupWhenServerTellsOfTheEndShouldNotListen() throws Exception {
        given(this.context.getAttribute(ResponseEnd.ATTRIBUTE)).willReturn(true);
        this.initializer.onStartup(this.context);
        verify(this.context, never()).addListener(any(RequestEndListener.class));
    }

    @ParameterizedTest
    @EnumSource
    void runWhenServerIsHookedShouldSaySo(Container container) {
        try (WebServer server = WebServer.start(container)) {
            assertThat(server.bean(ServletContext.class).getAttribute(ResponseEnd.ATTRIBUTE)).isNotNull();
        }
    }

}
