// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestPathsTests {

    private static RequestPaths paths(List<String> exclude, List<String> awaitedStreams) {
        return new RequestPaths(
                new HttpProperties(exclude, awaitedStreams, List.of("/ticks"), HttpProperties.WhileDraining.SERVE), "/",
                "/actuator");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator", "/actuator/", "/actuator/health", "/actuator/health/readiness" })
    void isExcludedWhenOfActuatorShouldReturnTrue(String path) {
        assertThat(paths(List.of(), List.of()).isExcluded(path)).isTrue();
        assertThat(paths(List.of(), List.of()).isActuator(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "", "/actuators", "/orders/actuator", "/actuato" })
    void isExcludedWhenOfApplicationShouldReturnFalse(String path) {
        assertThat(paths(List.of("/ping"), List.of()).isExcluded(path)).isFalse();
    }

    @Test
    void isExcludedWhenDispatcherHasPathShouldTakeItIntoAccount() {
        RequestPaths paths = new RequestPaths(
                new HttpProperties(List.of(), List.of(), List.of(), HttpProperties.WhileDraining.SERVE), "/app/",
                "/manage/");
        assertThat(paths.isExcluded("/app/manage/health")).isTrue();
        assertThat(paths.isExcluded("/manage/health")).isFalse();
    }

    @Test
    void isExcludedWhenActuatorIsAtRootShouldReturnFalse() {
        RequestPaths paths = new RequestPaths(
                new HttpProperties(List.of(), List.of(), List.of(), HttpProperties.WhileDraining.SERVE), "/app", "/");
        assertThat(paths.isExcluded("/app/orders")).isFalse();
    }

    @Test
    void isExcludedShouldMatchPatternsInAdditionToActuator() {
        RequestPaths paths = paths(List.of("/ping", "/internal/**", "nightly/{job}"), List.of());
        assertThat(paths.isExcluded("/ping")).isTrue();
        assertThat(paths.isExcluded("/internal/a/b")).isTrue();
        assertThat(paths.isExcluded("/nightly/report")).isTrue();
        assertThat(paths.isExcluded("/nightly/report/1")).isFalse();
        assertThat(paths.isExcluded("/actuator/health")).isTrue();
        assertThat(paths.isActuator("/internal/a/b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "GET, text/event-stream;charset=UTF-8, /chat/42, true", "GET, text/event-stream, /prices, false",
            "GET, multipart/x-mixed-replace, /camera, false", "POST, text/event-stream, /prices, true",
            "GET, application/x-ndjson, /export, true", "GET, application/x-ndjson, /ticks, false",
            "POST, text/event-stream, /ticks, false" })
    void isAwaitedStreamShouldTellThoseWhoseClientsDoNotConnectAgain(String method, String contentType, String path,
            boolean awaited) {
        RequestPaths paths = paths(List.of("/ping"), List.of("/chat/**"));
        assertThat(paths.isAwaitedStream(method, contentType, path)).isEqualTo(awaited);
    }

    @Test
    void createWhenPatternIsInvalidShouldNamePropertyAndPattern() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
            .isThrownBy(() -> paths(List.of("/{broken"), List.of()))
            .satisfies((ex) -> {
                assertThat(ex.getName()).isEqualTo("waitgroup.http.exclude");
                assertThat(ex.getValue()).isEqualTo("/{broken");
                assertThat(ex.getReason()).contains("/internal/**");
            });
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
            .isThrownBy(() -> paths(List.of(), List.of("/a{*b}/c")))
            .satisfies((ex) -> assertThat(ex.getName()).isEqualTo("waitgroup.http.awaited-streams"));
    }

}
