// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.health;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthWaitGroupAutoConfiguration}.
 */
class HealthWaitGroupAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                HealthWaitGroupAutoConfiguration.class, HealthContributorAutoConfiguration.class,
                HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
                AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class,
                ApplicationAvailabilityAutoConfiguration.class))
        .withPropertyValues("management.endpoints.web.exposure.include=health");

    @Test
    void healthShouldShowWhatIsInFlight() {
        this.runner.run((context) -> {
            WaitGroup mails = context.getBean(WaitGroupRegistry.class).group("mails");
            assertThat(health(context.getBean(HealthContributorRegistry.class)).getDetails())
                .doesNotContainKey("oldestAge");
            Registration unit = mails.register("Mails.send");
            Health health = health(context.getBean(HealthContributorRegistry.class));
            unit.close();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("state", "inFlight", "groups", "oldestAge")
                .containsEntry("state", Drain.State.SERVING)
                .containsEntry("inFlight", 1L)
                .containsEntry("groups", Map.of("application", 0L, "mails", 1L));
            assertThat(health.getDetails().get("oldestAge")).asInstanceOf(InstanceOfAssertFactories.DURATION)
                .isLessThan(Duration.ofMinutes(1));
        });
    }

    @Test
    void healthWhileDrainingShouldBeOutOfService() {
        this.runner.run((context) -> {
            Drain drain = context.getBean(Drain.class);
            HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
            drain.quiesce();
            assertThat(health(registry).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health(registry).getDetails()).containsEntry("state", Drain.State.QUIESCING);
            drain.resume();
            assertThat(health(registry).getStatus()).isEqualTo(Status.UP);
            drain.begin();
            assertThat(health(registry).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            drain.resume();
        });
    }

    @Test
    void healthWhenWorkIsTooOldShouldBeDown() {
        this.runner.withPropertyValues("waitgroup.health.max-age=1ns").run((context) -> {
            HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
            assertThat(health(registry).getStatus()).isEqualTo(Status.UP);
            Registration unit = context.getBean(WaitGroup.class).register("Mails.send");
            assertThat(health(registry).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(registry).getDetails()).containsEntry("maxAge", Duration.ofNanos(1));
            unit.close();
            assertThat(health(registry).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void healthWhenWorkIsYoungerShouldBeUp() {
        this.runner.withPropertyValues("waitgroup.health.max-age=3600").run((context) -> {
            Registration unit = context.getBean(WaitGroup.class).register("Mails.send");
            assertThat(health(context.getBean(HealthContributorRegistry.class)).getStatus()).isEqualTo(Status.UP);
            unit.close();
        });
    }

    @Test
    void streamsMayBeOld() {
        this.runner.withPropertyValues("waitgroup.health.max-age=1ns").run((context) -> {
            Registration stream = context.getBean(WaitGroup.class).register("GET /events");
            stream.openEnded(stream::close);
            Health health = health(context.getBean(HealthContributorRegistry.class));
            stream.close();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("inFlight", 1L).doesNotContainKey("oldestAge");
        });
    }

    @Test
    void healthShouldBeThereForReactiveApplications() {
        this.runner.run((context) -> {
            WebEndpointResponse<? extends HealthDescriptor> response = new ReactiveHealthEndpointWebExtension(
                    context.getBean(ReactiveHealthContributorRegistry.class),
                    context.getBean(HealthContributorRegistry.class), context.getBean(HealthEndpointGroups.class), null)
                .health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, true, "waitgroup")
                .block(Bounded.LIMIT);
            assertThat(response).isNotNull()
                .satisfies((descriptor) -> assertThat(descriptor.getStatus()).isEqualTo(200))
                .extracting(WebEndpointResponse::getBody)
                .extracting(HealthDescriptor::getStatus)
                .isEqualTo(Status.UP);
        });
    }

    @Test
    void probesShouldNotHaveItUnlessToldSo() {
        this.runner.withPropertyValues("management.endpoint.health.probes.enabled=true").run((context) -> {
            HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
            assertThat(endpoint.healthForPath("liveness", "livenessState")).isNotNull();
            assertThat(endpoint.healthForPath("liveness", "waitgroup")).isNull();
            assertThat(endpoint.healthForPath("readiness", "readinessState")).isNotNull();
            assertThat(endpoint.healthForPath("readiness", "waitgroup")).isNull();
        });
    }

    @Test
    void readinessMayHaveIt() {
        this.runner.withPropertyValues("management.endpoint.health.group.readiness.include=readinessState,waitgroup")
            .run((context) -> {
                HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                context.getBean(Drain.class).quiesce();
                assertThat(status(endpoint, "readiness", "waitgroup")).isEqualTo(Status.OUT_OF_SERVICE);
                context.getBean(Drain.class).resume();
                assertThat(status(endpoint, "readiness", "waitgroup")).isEqualTo(Status.UP);
            });
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1s", "-5m" })
    void runWhenMaxAgeIsInvalidShouldFailWithPropertyAndRemedy(String value) {
        this.runner.withPropertyValues("waitgroup.health.max-age=" + value)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("waitgroup.health.max-age")
                .hasMessageContaining("It must be more than 0s. Set a duration such as 10m, or leave it out."));
    }

    @Test
    void runWhenMaxAgeIsEmptyShouldStart() {
        this.runner.withPropertyValues("waitgroup.health.max-age=")
            .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void runWhenDisabledByPropertyOfBootShouldBackOff() {
        this.runner.withPropertyValues("management.health.waitgroup.enabled=false")
            .run((context) -> assertThat(context).doesNotHaveBean(WaitGroupHealthIndicator.class));
    }

    @Test
    void runWhenDisabledShouldBackOff() {
        this.runner.withPropertyValues("waitgroup.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WaitGroupHealthIndicator.class));
    }

    @Test
    void runWhenHealthIsMissingShouldBackOff() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    HealthWaitGroupAutoConfiguration.class))
            .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("waitgroupHealthIndicator"));
    }

    @Test
    void runWhenIndicatorIsReplacedShouldBackOff() {
        this.runner.withBean("waitgroupHealthIndicator", HealthIndicator.class, () -> () -> Health.unknown().build())
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WaitGroupHealthIndicator.class));
    }

    private static Status status(HealthEndpoint endpoint, String... path) {
        return Objects.requireNonNull(endpoint.healthForPath(path)).getStatus();
    }

    private static Health health(HealthContributorRegistry registry) {
        HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(registry.getContributor("waitgroup"));
        return Objects.requireNonNull(indicator.health(true));
    }

}
