// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.DrainOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrainOptionsResolver}.
 */
class DrainOptionsResolverTests {

    @Test
    void resolveShouldHaveDefaults() {
        DrainOptions options = resolve(false, 25, null, null, null);
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(options.minDelay()).isZero();
        assertThat(options.quietPeriod()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.maxDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void resolveWhenOnKubernetesShouldDelay() {
        assertThat(resolve(true, 25, null, null, null).minDelay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void resolveWhenTimeoutIsSmallShouldShrinkDefaults() {
        DrainOptions options = resolve(true, 5, null, null, null);
        assertThat(options.minDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.maxDelay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void resolveWhenTimeoutIsZeroShouldNotDelay() {
        DrainOptions options = resolve(true, 0, null, null, null);
        assertThat(options.minDelay()).isZero();
        assertThat(options.maxDelay()).isZero();
    }

    @Test
    void resolveWhenMinDelayIsLongShouldRaiseDefaultMaxDelay() {
        assertThat(resolve(false, 25, 12, null, null).maxDelay()).isEqualTo(Duration.ofSeconds(12));
        assertThat(resolve(false, 25, 3, null, null).maxDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void resolveWhenMaxDelayIsShortShouldLowerDefaultMinDelay() {
        assertThat(resolve(true, 25, null, null, 3).minDelay()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void resolveShouldTakeWhatIsSet() {
        DrainOptions options = resolve(true, 60, 1, 2, 3);
        assertThat(options.minDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.quietPeriod()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.maxDelay()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void resolveWhenDelayIsNotLessThanTimeoutShouldFail() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
            .isThrownBy(() -> resolve(false, 5, null, 5, null))
            .withMessageContaining("waitgroup.quiesce.quiet-period")
            .withMessageContaining("5.0s");
        assertThat(resolve(false, 0, 0, 0, 0).maxDelay()).isZero();
    }

    @Test
    void ofWhenTestClassesArePresentShouldNotDelay() {
        MockEnvironment environment = new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes");
        DrainOptions testing = DrainOptionsResolver.of(environment, getClass().getClassLoader())
            .resolve(shutdown(25), new QuiesceProperties(null, null, null));
        assertThat(testing.minDelay()).isZero();
        assertThat(testing.quietPeriod()).isZero();
        assertThat(testing.maxDelay()).isZero();
        DrainOptions production = DrainOptionsResolver.of(environment, new FilteredClassLoader(SpringBootTest.class))
            .resolve(shutdown(25), new QuiesceProperties(null, null, null));
        assertThat(production.minDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(production.maxDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void ofWhenPlatformIsNotKubernetesShouldNotDelay() {
        MockEnvironment environment = new MockEnvironment().withProperty("spring.main.cloud-platform", "none");
        assertThat(DrainOptionsResolver.of(environment, new FilteredClassLoader(SpringBootTest.class))
            .resolve(shutdown(25), new QuiesceProperties(null, null, null))
            .minDelay()).isZero();
    }

    private static DrainOptions resolve(boolean kubernetes, int timeout, @Nullable Integer min, @Nullable Integer quiet,
            @Nullable Integer max) {
        return DrainOptionsResolver.of(kubernetes, false)
            .resolve(shutdown(timeout), new QuiesceProperties(seconds(min), seconds(quiet), seconds(max)));
    }

    private static ShutdownProperties shutdown(int timeout) {
        return new ShutdownProperties(Duration.ofSeconds(timeout), DrainOptions.Admission.ALL, true,
                Duration.ofSeconds(2), null);
    }

    private static @Nullable Duration seconds(@Nullable Integer value) {
        return (value != null) ? Duration.ofSeconds(value) : null;
    }

}
