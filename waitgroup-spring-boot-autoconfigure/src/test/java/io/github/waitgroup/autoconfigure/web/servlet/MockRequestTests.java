// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.Objects;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests of requests whose end nobody tells: were they counted, the tests of every
 * application would wait for them at the end.
 */
class MockRequestTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
        .withUserConfiguration(WebServer.Application.class);

    @Test
    void runWhenRequestIsMockedShouldServeItWithoutCounting() {
        this.runner.run((context) -> {
            Filter filter = context.getBean("waitGroupInFlightFilter", FilterRegistrationBean.class).getFilter();
            MockMvc mockMvc = MockMvcBuilders
                .webAppContextSetup((WebApplicationContext) context.getSourceApplicationContext())
                .addFilters(Objects.requireNonNull(filter))
                .build();
            mockMvc.perform(get("/orders/1")).andExpect(status().isOk());
            mockMvc.perform(get("/deferred")).andExpect(status().isOk());
            Bounded.assertEnded(Bounded.group(context.getBean(WaitGroupRegistry.class), "http"), 0, 0);
        });
    }

}
