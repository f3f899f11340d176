// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What became of the tests of sample classes, run by JUnit as those of a user are.
 */
final class Run implements TestExecutionListener {

    private final Map<String, List<TestExecutionResult>> results = new ConcurrentHashMap<>();

    static Run of(Class<?> sample) {
        return of(sample, Map.of());
    }

    static Run of(Class<?> sample, Map<String, String> settings) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(sample))
            .configurationParameters(settings)
            .build();
        Run run = new Run();
        LauncherFactory.create().execute(request, run);
        assertThat(run.results).as("tests of " + sample).isNotEmpty();
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            String name = ((MethodSource) test.getSource().orElseThrow()).getMethodName();
            this.results.computeIfAbsent(name, (any) -> new ArrayList<>()).add(result);
        }
    }

    List<TestExecutionResult.Status> statuses(String test) {
        return results(test).stream().map(TestExecutionResult::getStatus).toList();
    }

    private List<TestExecutionResult> results(String test) {
        return this.results.getOrDefault(test, List.of());
    }

    Run passed(String test) {
        assertThat(results(test)).as(test).allSatisfy((result) -> {
            assertThat(result.getThrowable()).isEmpty();
            assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        }).isNotEmpty();
        return this;
    }

    Throwable failure(String test) {
        assertThat(statuses(test)).as(test).containsExactly(TestExecutionResult.Status.FAILED);
        return results(test).get(0).getThrowable().orElseThrow();
    }

}
