// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.http.HttpResponse;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import io.github.waitgroup.autoconfigure.web.jetty.JettyWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.tomcat.TomcatWaitGroupAutoConfiguration;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of containers for which there is no hook, as of those that an application is
 * deployed to: what any container tells of requests has to do.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class UnhookedServerTests {

    @AutoClose
    private static final ContainerServers servers = new ContainerServers(UnhookedServerTests::start);

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @SuppressWarnings("NullAway.Init")
    private Counts counts;

    @BeforeEach
    void start() throws InterruptedException {
        this.server = servers.get(this.container);
        this.counts = this.server.renew();
    }

    private static WebServer start(Container container) {
        return WebServer.start(container, container.property() + "," + TomcatWaitGroupAutoConfiguration.class.getName()
                + "," + JettyWaitGroupAutoConfiguration.class.getName());
    }

    @ParameterizedTest
    @CsvSource({ "/orders/1, 200, 0", "/missing, 404, 0", "/send-error, 418, 0", "/throw, 500, 1", "/callable, 200, 0",
            "/failing-callable, 500, 1", "/timeout, 503, 0", "/stream, 200, 0", "/restarted, 200, 0",
            "/completed-at-once, 200, 0", "/future, 200, 0", "/flux, 200, 0", "/include, 200, 0" })
    void runWhenRequestEndsShouldCountItOnce(String path, int status, long failed) throws Exception {
        assertThat(this.server.bean(ServletContext.class).getAttribute(ResponseEnd.ATTRIBUTE)).isNull();
        HttpResponse<String> response = this.server.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        this.counts.assertEnded(1, failed);
    }

}
