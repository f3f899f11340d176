// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The sample's own settings below the environment of its pod.
 *
 * @param variables what the Deployment sets
 */
record PodEnvironment(Map<String, String> variables) {

    /**
     * Returns everything the process finds: what kubelet adds, too.
     * @return values by name
     */
    Map<String, String> complete() {
        Map<String, String> complete = new LinkedHashMap<>(this.variables);
        complete.put("KUBERNETES_SERVICE_HOST", "192.0.2.1");
        complete.put("KUBERNETES_SERVICE_PORT", "443");
        return complete;
    }

    /**
     * Returns a runner of contexts with these settings, by the sources Spring Boot has
     * for them.
     * @return the runner
     */
    ApplicationContextRunner runner() {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return new ApplicationContextRunner()
            .withInitializer((context) -> context.getEnvironment()
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, new LinkedHashMap<>(complete()))))
            .withInitializer(new ConfigDataApplicationContextInitializer());
    }

    /**
     * Returns the value of a property.
     * @param property its name
     * @return the value
     */
    String value(String property) {
        String[] value = new String[1];
        runner().run((context) -> value[0] = context.getEnvironment().getRequiredProperty(property));
        return value[0];
    }

}
