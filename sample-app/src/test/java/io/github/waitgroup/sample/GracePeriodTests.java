// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the pod is given the time that its shutdown may take by its own settings.
 */
@ExtendWith(OutputCaptureExtension.class)
class GracePeriodTests {

    private static final Pattern BUDGET = Pattern.compile("A shutdown may take (\\d+)s ");

    private static final String PERIOD = "WAITGROUP_SHUTDOWN_TERMINATIONGRACEPERIOD";

    @Test
    void gracePeriodIsEnough(CapturedOutput output) throws Exception {
        Deployment deployment = Manifests.deployment();
        PodEnvironment pod = new PodEnvironment(Manifests.environment(deployment));
        assertThat(gracePeriod(deployment)).isGreaterThanOrEqualTo(budget(pod, output)).isEqualTo(declared(pod));
        assertThat(Manifests.container(deployment).getLifecycle()).as("A hook would count against it").isNull();
    }

    @Test
    void gracePeriodIsEnoughAfterTheHook(CapturedOutput output) throws Exception {
        Deployment patch = Manifests.preStopPatch();
        PodEnvironment pod = new PodEnvironment(Manifests.environment(Manifests.deployment(), patch));
        List<String> command = Manifests.container(patch).getLifecycle().getPreStop().getExec().getCommand();
        assertThat(command).hasSize(3).startsWith("sh", "-c");
        Duration left = gracePeriod(patch).minus(new PreStopHook(command.get(2)).most());
        assertThat(left).isGreaterThanOrEqualTo(budget(pod, output)).isEqualTo(declared(pod));
    }

    @Test
    void gracePeriodOfThePageAboutTheEndpointsIsEnough(CapturedOutput output) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "endpoints.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        PodSpec spec = Manifests.parse(page.substring(begin, page.indexOf("```", begin)), PodSpec.class);
        List<String> command = spec.getContainers().get(0).getLifecycle().getPreStop().getExec().getCommand();
        Duration left = Duration.ofSeconds(spec.getTerminationGracePeriodSeconds())
            .minus(new PreStopHook(command.get(2)).most());
        assertThat(left).isGreaterThanOrEqualTo(budget(new PodEnvironment(Map.of()), output));
    }

    private static Duration gracePeriod(Deployment deployment) {
        return Duration.ofSeconds(deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds());
    }

    private static Duration declared(PodEnvironment pod) {
        return DurationStyle.detectAndParse(String.valueOf(pod.variables().get(PERIOD)));
    }

    // The starter itself knows what its settings come to, and says so where that is too
    // much
    private static Duration budget(PodEnvironment pod, CapturedOutput output) {
        pod.runner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class))
            .withPropertyValues("waitgroup.shutdown.termination-grace-period=1s")
            .run((context) -> assertThat(context).hasNotFailed());
        Matcher matcher = BUDGET.matcher(output);
        assertThat(matcher.find()).as(BUDGET.pattern()).isTrue();
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    }

}
