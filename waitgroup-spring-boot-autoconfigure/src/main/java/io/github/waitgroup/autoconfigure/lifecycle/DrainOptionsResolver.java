// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.DrainOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Makes options of what the user has set, and of defaults that fit it. What makes no
 * sense ends the start-up: a drain that is cut short by a slip of the pen would be
 * noticed only by the work it loses.
 */
final class DrainOptionsResolver {

    private static final String TEST_CLASS = "org.springframework.boot.test.context.SpringBootTest";

    private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Duration defaultMinDelay;

    private final Duration defaultQuietPeriod;

    private final Duration defaultMaxDelay;

    private DrainOptionsResolver(Duration defaultMinDelay, Duration defaultQuietPeriod, Duration defaultMaxDelay) {
        this.defaultMinDelay = defaultMinDelay;
        this.defaultQuietPeriod = defaultQuietPeriod;
        this.defaultMaxDelay = defaultMaxDelay;
    }

    /**
     * Returns the resolver for where the application runs.
     * @param environment tells the platform
     * @param classLoader tells whether this is a test suite, or an application that
     * devtools restart at each change: no delay shall slow those
     * @return the resolver
     */
    static DrainOptionsResolver of(Environment environment, @Nullable ClassLoader classLoader) {
        return of(CloudPlatform.KUBERNETES.isActive(environment), isTest(classLoader) || isRestarted(classLoader));
    }

    static boolean isTest(@Nullable ClassLoader classLoader) {
        return ClassUtils.isPresent(TEST_CLASS, classLoader);
    }

    // Devtools on the class path are not enough: a packaged application has no restart
    private static boolean isRestarted(@Nullable ClassLoader classLoader) {
        for (ClassLoader each = classLoader; each != null; each = each.getParent()) {
            if (each.getClass().getName().equals(DEVTOOLS)) {
                return true;
            }
        }
        return false;
    }

    static DrainOptionsResolver of(boolean kubernetes, boolean developing) {
        if (developing) {
            return new DrainOptionsResolver(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }
        return new DrainOptionsResolver(kubernetes ? Duration.ofSeconds(5) : Duration.ZERO, Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    DrainOptions resolve(ShutdownProperties shutdown, QuiesceProperties quiesce) {
        Duration timeout = shutdown.timeout();
        checkRange("waitgroup.shutdown.timeout", timeout);
        checkRange("waitgroup.shutdown.interrupt-grace", shutdown.interruptGrace());
        if (shutdown.terminationGracePeriod() != null) {
            checkRange("waitgroup.shutdown.termination-grace-period", shutdown.terminationGracePeriod());
            checkPositive("waitgroup.shutdown.termination-grace-period", shutdown.terminationGracePeriod());
        }
        checkDelay("waitgroup.quiesce.min-delay", quiesce.minDelay(), timeout);
        checkDelay("waitgroup.quiesce.quiet-period", quiesce.quietPeriod(), timeout);
        checkDelay("waitgroup.quiesce.max-delay", quiesce.maxDelay(), timeout);
        checkOrder(quiesce.minDelay(), quiesce.maxDelay());
        Duration maxDelay = (quiesce.maxDelay() != null) ? quiesce.maxDelay()
                : longer(quiesce.minDelay(), shorter(this.defaultMaxDelay, timeout.multipliedBy(2).dividedBy(5)));
        Duration minDelay = (quiesce.minDelay() != null) ? quiesce.minDelay() : shorter(this.defaultMinDelay, maxDelay);
        Duration quietPeriod = (quiesce.quietPeriod() != null) ? quiesce.quietPeriod() : this.defaultQuietPeriod;
        return new DrainOptions(timeout, minDelay, quietPeriod, maxDelay, shutdown.admission(), shutdown.interrupt(),
                shutdown.interruptGrace());
    }

    private static void checkRange(String property, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw invalid(property, value, "It must be from 0s to 24h. Set a duration such as 25s.");
        }
    }

    private static void checkPositive(String property, Duration value) {
        if (value.isZero()) {
            throw invalid(property, value,
                    "It must be more than 0s. Set the time that the platform gives, such as 30s, or leave it out.");
        }
    }

    private static void checkDelay(String property, @Nullable Duration value, Duration timeout) {
        if (value != null) {
            checkRange(property, value);
            if (!value.isZero() && value.compareTo(timeout) >= 0) {
                throw invalid(property, value,
                        "It would leave no time for work in flight: it must be less than waitgroup.shutdown.timeout, "
                                + "which is " + Durations.format(timeout) + ". Lower it, or raise the timeout.");
            }
        }
    }

    private static void checkOrder(@Nullable Duration minDelay, @Nullable Duration maxDelay) {
        if (minDelay != null && maxDelay != null && minDelay.compareTo(maxDelay) > 0) {
            throw invalid("waitgroup.quiesce.min-delay", minDelay,
                    "It must not be more than waitgroup.quiesce.max-delay, which is " + Durations.format(maxDelay)
                            + ". Lower it, or raise the other.");
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, Duration value, String reason) {
        return new InvalidConfigurationPropertyValueException(property, value, reason);
    }

    private static Duration shorter(Duration one, Duration other) {
        return (one.compareTo(other) <= 0) ? one : other;
    }

    private static Duration longer(@Nullable Duration one, Duration other) {
        return (one != null && one.compareTo(other) > 0) ? one : other;
    }

}
