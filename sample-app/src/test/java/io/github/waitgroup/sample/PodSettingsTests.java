// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each variable of the Deployment sets a property: one that does not is
 * ignored without a word.
 */
class PodSettingsTests {

    private static final JsonMapper json = new JsonMapper();

    @Test
    void variablesArePropertiesInTheFormSpringBootDocuments() throws Exception {
        Set<String> known = known();
        assertThat(known).contains("SERVER_PORT").doesNotContain("SERVER_PORTS");
        assertThat(known).containsAll(Manifests.environment(Manifests.deployment()).keySet());
        assertThat(known).containsAll(Manifests.environment(Manifests.preStopPatch()).keySet());
    }

    private static Set<String> known() throws Exception {
        Set<String> known = new HashSet<>();
        ClassLoader loader = PodSettingsTests.class.getClassLoader();
        for (URL file : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream input = file.openStream()) {
                for (JsonNode property : json.readTree(input).path("properties")) {
                    known.add(variable(property.path("name").asString()));
                }
            }
        }
        return known;
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

}
