// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the endpoints over JMX, and that they are nowhere unless they are exposed.
 */
class EndpointJmxTests {

    private static final Map<String, Object> NOTHING = Collections.emptyMap();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withPropertyValues("spring.jmx.enabled=true", "spring.jmx.default-domain=waitgroup-test",
                "management.endpoints.jmx.exposure.include=drain,waitgroups", "waitgroup.shutdown.timeout=0")
        .withUserConfiguration(Application.class);

    @Test
    void waitGroupsShouldBeReadable() {
        this.runner.withPropertyValues("management.endpoint.waitgroups.show-values=when-authorized").run((context) -> {
            Registration unit = context.getBean(WaitGroupRegistry.class).group("mails").register("Mails.send");
            assertThat(invoke(context, "Waitgroups", "waitGroups")).containsEntry("inFlight", 1L);
            assertThat(invoke(context, "Waitgroups", "waitGroup", "mails", 1, false)).containsEntry("group", "mails")
                .extractingByKey("work", InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("label", "Mails.send");
            assertFails(context, "'limit' must be a number from 1 to 1000, not '1001'", "mails", 1001, false);
            assertFails(context, "Failed to map abc of type class java.lang.String to limit of type java.lang.Integer",
                    "mails", "abc", false);
            assertFails(context,
                    "Failed to map maybe of type class java.lang.String to stacks of type " + "java.lang.Boolean",
                    "mails", 1, "maybe");
            assertFails(context, "There is no group 'missing'; there are ", "missing", 1, false);
            unit.close();
        });
    }

    @Test
    void labelsShouldBeHiddenByDefault() {
        this.runner.run((context) -> {
            Registration unit = context.getBean(WaitGroupRegistry.class).group("mails").register("Mails.send");
            assertThat(invoke(context, "Waitgroups", "waitGroup", "mails", 1, true).toString()).contains("******")
                .doesNotContain("Mails.send");
            unit.close();
        });
    }

    @Test
    void drainShouldBeReadableAndBeTakenBack() {
        this.runner.withPropertyValues("management.endpoint.drain.access=UNRESTRICTED").run((context) -> {
            Drain drain = context.getBean(Drain.class);
            assertThat(invoke(context, "Drain", "drain")).containsEntry("state", "SERVING")
                .containsEntry("drained", false);
            assertThat(invoke(context, "Drain", "start")).containsEntry("state", "QUIESCING")
                .containsEntry("drained", true);
            assertThat(drain.state()).isEqualTo(Drain.State.QUIESCING);
            assertThat(invoke(context, "Drain", "undo")).containsEntry("state", "SERVING");
            assertThat(drain.state()).isEqualTo(Drain.State.SERVING);
        });
    }

    @Test
    void drainShouldOnlyBeReadUnlessMoreIsGranted() {
        this.runner.run((context) -> {
            assertThat(invoke(context, "Drain", "drain")).containsEntry("state", "SERVING");
            assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> invoke(context, "Drain", "start"));
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
        });
    }

    @Test
    void nothingShouldBeExposedByDefault() {
        new WebApplicationContextRunner().withUserConfiguration(Application.class).run((context) -> {
            assertThat(context).doesNotHaveBean(DrainEndpoint.class)
                .doesNotHaveBean(WaitGroupsEndpoint.class)
                .doesNotHaveBean(DrainEndpointWebExtension.class)
                .doesNotHaveBean(WaitGroupsEndpointWebExtension.class);
            assertThat(context.getBean(PathMappedEndpoints.class).getAllPaths())
                .noneMatch((path) -> path.contains("drain") || path.contains("waitgroups"));
        });
    }

    private static void assertFails(ApplicationContext context, String message, Object... arguments) {
        assertThatExceptionOfType(ReflectionException.class)
            .isThrownBy(() -> invoke(context, "Waitgroups", "waitGroup", arguments))
            .withMessageContaining(message)
            .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> invoke(ApplicationContext context, String endpoint, String operation,
            Object... arguments) throws Exception {
        MBeanServer server = context.getBean(MBeanServer.class);
        Set<ObjectName> names = server
            .queryNames(new ObjectName("waitgroup-test:type=Endpoint,name=" + endpoint + ",*"), null);
        assertThat(names).hasSize(1);
        Object answer = server.invoke(names.iterator().next(), operation, arguments, new String[arguments.length]);
        return (answer != null) ? (Map<String, Object>) answer : NOTHING;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
