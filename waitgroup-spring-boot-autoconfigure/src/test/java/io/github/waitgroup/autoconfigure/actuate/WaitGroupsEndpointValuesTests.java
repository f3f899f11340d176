// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.security.Principal;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Tests of what {@link WaitGroupsEndpoint} shows to whom.
 */
class WaitGroupsEndpointValuesTests {

    private static final RequestPostProcessor ANYBODY = (request) -> request;

    private static final RequestPostProcessor USER = as("user");

    private static final RequestPostProcessor OPERATOR = as("operator");

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
        .withPropertyValues("management.endpoints.web.exposure.include=waitgroups", "waitgroup.shutdown.timeout=0")
        .withUserConfiguration(Application.class);

    @Test
    void labelsAndStacksShouldBeHiddenByDefault() {
        assertHidden(this.runner, OPERATOR);
        assertHidden(with("show-values=never"), OPERATOR);
        assertHidden(with("show-values=when-authorized"), ANYBODY);
        assertHidden(with("show-values=when-authorized", "roles=operator"), USER);
    }

    @Test
    void labelsAndStacksShouldBeShownToWhomTheyMay() {
        assertShown(with("show-values=always"), ANYBODY);
        assertShown(with("show-values=when-authorized"), USER);
        assertShown(with("show-values=when-authorized", "roles=operator,admin"), OPERATOR);
    }

    private WebApplicationContextRunner with(String... properties) {
        WebApplicationContextRunner runner = this.runner;
        for (String property : properties) {
            runner = runner.withPropertyValues("management.endpoint.waitgroups." + property);
        }
        return runner;
    }

    private static void assertHidden(WebApplicationContextRunner runner, RequestPostProcessor user) {
        String thread = Thread.currentThread().getName();
        assertThat(read(runner, user, "?stacks=true"))
            .matches("\\{\"group\":\"mails\",\"inFlight\":2,\"omitted\":0,\"work\":\\["
                    + "\\{\"id\":\\d+,\"label\":\"\\*{6}\",\"state\":\"RUNNING\",\"age\":\"PT[\\d.]+S\",\"thread\":\""
                    + thread + "\",\"traceId\":\"4bf92f\",\"stack\":\\[\"\\*{6}\"]},"
                    + "\\{\"id\":\\d+,\"label\":\"\\*{6}\",\"state\":\"QUEUED\",\"age\":\"PT[\\d.]+S\",\"parent\":\\d+,"
                    + "\"traceId\":\"4bf92f\"}]}");
        assertThat(read(runner, user, "")).doesNotContain("stack", "Mails").contains("\"******\"");
    }

    private static void assertShown(WebApplicationContextRunner runner, RequestPostProcessor user) {
        assertThat(read(runner, user, "?stacks=true")).contains("\"Mails.sendAll\"", "\"Mails.send\"",
                "WaitGroupsEndpointValuesTests.read(", "\"traceId\":\"4bf92f\"");
        assertThat(read(runner, user, "")).contains("\"Mails.sendAll\"").doesNotContain("stack");
    }

    private static String read(WebApplicationContextRunner runner, RequestPostProcessor user, String query) {
        StringBuilder body = new StringBuilder();
        runner.run((context) -> {
            Registration parent = context.getBean(WaitGroupRegistry.class).group("mails").enqueue("Mails.sendAll");
            parent.traceId("4bf92f");
            Scope scope = parent.enter();
            Registration child = context.getBean(WaitGroupRegistry.class).group("mails").enqueue("Mails.send");
            body.append(
                    MockMvcBuilders.webAppContextSetup((WebApplicationContext) context.getSourceApplicationContext())
                        .build()
                        .perform(get("/actuator/waitgroups/mails" + query).with(user))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
            scope.close();
            child.close();
            parent.close();
        });
        return body.toString();
    }

    private static RequestPostProcessor as(String role) {
        return (MockHttpServletRequest request) -> {
            request.setUserPrincipal((Principal) () -> "somebody");
            request.addUserRole(role);
            return request;
        };
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
