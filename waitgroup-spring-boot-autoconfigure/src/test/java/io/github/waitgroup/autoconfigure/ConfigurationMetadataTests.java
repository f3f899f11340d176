// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what editors know of the properties.
 */
class ConfigurationMetadataTests {

    @ParameterizedTest
    @CsvSource({ "waitgroup.enabled, true", "waitgroup.leak-detection, false", "waitgroup.shutdown.timeout, 25s",
            "waitgroup.shutdown.admission, all", "waitgroup.shutdown.interrupt, true",
            "waitgroup.shutdown.interrupt-grace, 2s", "waitgroup.quiesce.min-delay,", "waitgroup.quiesce.quiet-period,",
            "waitgroup.quiesce.max-delay,", "waitgroup.reactor.enabled, true", "waitgroup.http.exclude,",
            "waitgroup.http.awaited-streams,", "waitgroup.http.ended-streams,", "waitgroup.http.while-draining, serve",
            "waitgroup.health.max-age,", "waitgroup.shutdown.termination-grace-period,",
            "waitgroup.shutdown.report-file,", "waitgroup.shutdown.exit-code-on-loss,",
            "management.endpoint.waitgroups.show-values, never", "management.endpoint.waitgroups.roles,",
            "management.endpoint.drain.access, read_only" })
    void everyPropertyShouldHaveDescriptionAndDefault(String name, String defaultValue) throws Exception {
        DocumentContext metadata = metadata();
        String property = "$.properties[?(@.name == '" + name + "')]";
        assertThat(metadata.<Iterable<String>>read(property + ".description")).singleElement()
            .asString()
            .endsWith(".")
            .doesNotStartWith("The ");
        if (defaultValue != null) {
            assertThat(metadata.<Iterable<Object>>read(property + ".defaultValue")).singleElement()
                .hasToString(defaultValue);
        }
    }

    @Test
    void thereShouldBeNoOtherProperties() throws Exception {
        assertThat(metadata().<Iterable<String>>read("$.properties[*].name"))
            .filteredOn((name) -> name.startsWith("waitgroup."))
            .hasSize(18);
    }

    private static DocumentContext metadata() throws Exception {
        Path classes = Path
            .of(WaitGroupAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (InputStream json = Files.newInputStream(classes.resolve("META-INF/spring-configuration-metadata.json"))) {
            return JsonPath.parse(json);
        }
    }

}
