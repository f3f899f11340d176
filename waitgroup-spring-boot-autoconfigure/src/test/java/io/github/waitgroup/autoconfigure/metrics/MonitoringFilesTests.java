// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the dashboard, the alerts and the page about them use what an application
 * publishes.
 */
class MonitoringFilesTests {

    private static final Path FILES = Path.of("..", "docs", "monitoring");

    private static final Exposition EXPOSITION = scrape();

    private static final Set<String> ALL = EXPOSITION.metrics("waitgroup_");

    private static Exposition scrape() {
        List<String> scrapes = new ArrayList<>();
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    MetricsWaitGroupAutoConfiguration.class, MetricsAutoConfiguration.class,
                    PrometheusMetricsExportAutoConfiguration.class))
            .run((context) -> {
                WaitGroup mails = context.getBean(WaitGroupRegistry.class).group("mails");
                Registration unit = mails.register("Mails.send");
                scrapes.add(context.getBean(PrometheusMeterRegistry.class).scrape());
                unit.close();
            });
        return new Exposition(scrapes.get(0));
    }

    @Test
    void thereShouldBeSevenMeters() {
        assertThat(ALL).hasSize(7);
    }

    @Test
    void dashboardShouldUseWhatIsPublished() throws Exception {
        JsonNode dashboard = dashboard();
        Set<String> used = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            used.addAll(EXPOSITION.used(expression.asString()));
        }
        assertThat(used).isEqualTo(ALL);
    }

    @Test
    void dashboardShouldBeImportable() throws Exception {
        JsonNode dashboard = dashboard();
        assertThat(dashboard.get("title").asString()).isEqualTo("waitgroup");
        assertThat(dashboard.has("id")).isFalse();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            ids.add(panel.get("id").asInt());
            assertThat(panel.get("title").asString()).isNotBlank();
            assertThat(panel.get("description").asString()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        for (JsonNode source : dashboard.findValues("datasource")) {
            assertThat(source.get("type").asString()).isEqualTo("prometheus");
            assertThat(source.get("uid").asString()).isEqualTo("${datasource}");
        }
    }

    @Test
    void variablesOfDashboardShouldBeDeclaredAndFilled() throws Exception {
        JsonNode dashboard = dashboard();
        Set<String> declared = new HashSet<>(Set.of("__rate_interval", "__range"));
        for (JsonNode variable : dashboard.get("templating").get("list")) {
            declared.add(variable.get("name").asString());
            if (variable.get("type").asString().equals("query")) {
                Matcher values = Pattern.compile("label_values\\((.*), (\\w+)\\)")
                    .matcher(variable.get("definition").asString());
                assertThat(values.matches()).isTrue();
                assertThat(EXPOSITION.used("sum by (" + values.group(2) + ") (" + values.group(1) + ")")).hasSize(1);
                assertThat(variable.get("query").get("query").asString()).isEqualTo(values.group());
            }
        }
        for (Matcher use = Pattern.compile("\\$\\{?(\\w+)").matcher(dashboard.get("panels").toString()); use.find();) {
            assertThat(declared).contains(use.group(1));
        }
    }

    @Test
    void alertsShouldUseWhatIsPublished() throws Exception {
        assertThat(rules()).hasSize(4)
            .allSatisfy((rule) -> assertThat(EXPOSITION.used(text(rule, "expr"))).isNotEmpty());
    }

    @Test
    void alertsShouldSayWhatToDo() throws Exception {
        assertThat(rules()).extracting((rule) -> text(rule, "alert")).doesNotHaveDuplicates();
        for (Map<String, Object> rule : rules()) {
            assertThat(rule.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations");
            assertThat(rule.getOrDefault("for", "0s")).asString().matches("\\d+[smh]");
            assertThat(rule.get("labels")).asInstanceOf(InstanceOfAssertFactories.MAP).containsOnlyKeys("severity");
            assertThat(rule.get("annotations")).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("summary", "description", "runbook")
                .allSatisfy((name, text) -> assertThat(text).asString().isNotBlank());
            String annotations = text(rule, "annotations");
            for (Matcher label = Pattern.compile("\\$labels\\.(\\w+)").matcher(annotations); label.find();) {
                assertThat(text(rule, "expr")).containsPattern("(by|on) \\([^)]*\\b" + label.group(1) + "\\b");
            }
        }
    }

    private static String text(Map<String, Object> rule, String key) {
        return String.valueOf(rule.get(key));
    }

    @Test
    void pageShouldNameWhatIsPublished() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Matcher name = Pattern.compile("waitgroup_\\w+")
            .matcher(Files.readString(FILES.resolve("README.md"))); name.find();) {
            named.add(name.group());
        }
        assertThat(named).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = { "rate(waitgroup_lost_tasks_total[5m]) > 0", "waitgroup_in_flight_tasks{grp=\"http\"}",
            "sum by (queue) (waitgroup_in_flight_tasks)", "summ(waitgroup_in_flight_tasks)",
            "waitgroup_drain_duration_seconds{group=\"http\"}",
            "waitgroup_in_flight_tasks and on (pod) waitgroup_drain_duration_seconds" })
    void wrongNamesShouldBeFound(String expression) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> EXPOSITION.used(expression))
            .withMessageContaining("is unknown in");
    }

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(Files.readString(FILES.resolve("waitgroup-dashboard.json")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (Reader file = Files.newBufferedReader(FILES.resolve("waitgroup-alerts.yml"))) {
            Map<String, List<Map<String, Object>>> root = new Yaml(new SafeConstructor(strict)).load(file);
            assertThat(root).containsOnlyKeys("groups");
            Map<String, Object> group = root.getOrDefault("groups", List.of()).get(0);
            assertThat(group).containsOnlyKeys("name", "rules");
            return (List<Map<String, Object>>) group.getOrDefault("rules", List.of());
        }
    }

}
