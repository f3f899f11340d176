// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests for {@link WaitGroupsEndpoint} over HTTP.
 */
class WaitGroupsEndpointTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
        .withPropertyValues("management.endpoints.web.exposure.include=waitgroups",
                "management.endpoint.waitgroups.show-values=always",
                // What a test leaves in flight is not waited for
                "waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false")
        .withUserConfiguration(Application.class);

    /** Units of nobody could be collected once they are some seconds old. */
    private final List<Registration> held = new ArrayList<>();

    @Test
    void readShouldShowCountersAndSums() {
        run((mockMvc, registry) -> {
            WaitGroup mails = registry.group("mails");
            Registration failed = mails.register("Mails.send");
            failed.fail();
            failed.close();
            mails.register("Mails.send").close();
            this.held.add(mails.register("Mails.send"));
            this.held.add(registry.group("async").enqueue("Mails.fetch"));
            mockMvc.perform(get("/actuator/waitgroups"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.keys()").value(containsInAnyOrder("state", "inFlight", "registered", "completed",
                        "failed", "abandoned", "groups")))
                .andExpect(jsonPath("$.state").value("SERVING"))
                .andExpect(jsonPath("$.inFlight").value(2))
                .andExpect(jsonPath("$.registered").value(4))
                .andExpect(jsonPath("$.completed").value(2))
                .andExpect(jsonPath("$.failed").value(1))
                .andExpect(jsonPath("$.abandoned").value(0))
                .andExpect(jsonPath("$.groups.mails.keys()").value(containsInAnyOrder("inFlight", "queued", "running",
                        "registered", "completed", "failed", "abandoned", "oldestAge")))
                .andExpect(jsonPath("$.groups.mails.inFlight").value(1))
                .andExpect(jsonPath("$.groups.mails.queued").value(0))
                .andExpect(jsonPath("$.groups.mails.running").value(1))
                .andExpect(jsonPath("$.groups.mails.registered").value(3))
                .andExpect(jsonPath("$.groups.mails.completed").value(2))
                .andExpect(jsonPath("$.groups.mails.failed").value(1))
                .andExpect(jsonPath("$.groups.mails.oldestAge").value(matchesPattern("PT[\\d.HM]+S")))
                .andExpect(jsonPath("$.groups.async.queued").value(1))
                .andExpect(jsonPath("$.groups.http.inFlight").value(0))
                .andExpect(jsonPath("$.groups.http.oldestAge").doesNotExist())
                .andExpect(content().string(not(containsString("null"))));
        });
    }

    @Test
    void readShouldShowStateOfDrain() {
        this.runner.run((context) -> {
            context.getBean(Drain.class).quiesce();
            mockMvc(context.getSourceApplicationContext()).perform(get("/actuator/waitgroups"))
                .andExpect(jsonPath("$.state").value("QUIESCING"));
            context.getBean(Drain.class).resume();
        });
    }

    @Test
    void readGroupShouldShowUnitsOldestFirst() {
        run((mockMvc, registry) -> {
            Registration parent = registry.group("mails").enqueue("Mails.sendAll");
            Scope scope = parent.enter();
            try {
                this.held.add(registry.group("mails").enqueue("Mails.send"));
                this.held.add(registry.group("mails").enqueue("Mails.send"));
                mockMvc.perform(get("/actuator/waitgroups/mails?limit=2"))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.keys()").value(containsInAnyOrder("group", "inFlight", "omitted", "work")))
                    .andExpect(jsonPath("$.group").value("mails"))
                    .andExpect(jsonPath("$.inFlight").value(3))
                    .andExpect(jsonPath("$.omitted").value(1))
                    .andExpect(jsonPath("$.work.length()").value(2))
                    .andExpect(jsonPath("$.work[0].keys()")
                        .value(containsInAnyOrder("id", "label", "state", "age", "thread")))
                    .andExpect(jsonPath("$.work[0].id").value(parent.id()))
                    .andExpect(jsonPath("$.work[0].label").value("Mails.sendAll"))
                    .andExpect(jsonPath("$.work[0].state").value("RUNNING"))
                    .andExpect(jsonPath("$.work[0].age").value(matchesPattern("PT[\\d.HM]+S")))
                    .andExpect(jsonPath("$.work[0].thread").value(Thread.currentThread().getName()))
                    .andExpect(jsonPath("$.work[1].keys()")
                        .value(containsInAnyOrder("id", "label", "state", "age", "parent")))
                    .andExpect(jsonPath("$.work[1].state").value("QUEUED"))
                    .andExpect(jsonPath("$.work[1].parent").value(parent.id()));
                mockMvc.perform(get("/actuator/waitgroups/mails?stacks=true"))
                    .andExpect(jsonPath("$.omitted").value(0))
                    .andExpect(jsonPath("$.work.length()").value(3))
                    .andExpect(jsonPath("$.work[0].stack[*]").value(hasItem(containsString("WaitGroupsEndpointTests"))))
                    .andExpect(jsonPath("$.work[1].stack").doesNotExist());
            }
            finally {
                scope.close();
            }
        });
    }

    @Test
    void readGroupWhenUnknownShouldNotFindIt() {
        run((mockMvc, registry) -> {
            mockMvc.perform(get("/actuator/waitgroups/missing")).andExpect(status().isNotFound());
            assertThat(registry.find("missing")).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "limit=0", "limit=-1", "limit=1001", "limit=x", "stacks=maybe" })
    void readGroupWhenParameterIsInvalidShouldRefuse(String query) {
        run((mockMvc, registry) -> mockMvc.perform(get("/actuator/waitgroups/http?" + query))
            .andExpect(status().isBadRequest()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "limit=1", "limit=1000", "stacks=false" })
    void readGroupWhenParameterIsValidShouldAnswer(String query) {
        run((mockMvc, registry) -> mockMvc.perform(get("/actuator/waitgroups/http?" + query))
            .andExpect(status().isOk())
            .andExpect(content().json("{'group':'http','inFlight':0,'omitted':0,'work':[]}")));
    }

    private void run(Scenario scenario) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(mockMvc(context.getSourceApplicationContext()), context.getBean(WaitGroupRegistry.class));
        });
    }

    private static MockMvc mockMvc(ApplicationContext context) {
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context).build();
    }

    interface Scenario {

        void run(MockMvc mockMvc, WaitGroupRegistry registry) throws Exception;

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
