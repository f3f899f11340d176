// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTypesTests {

    @ParameterizedTest
    @ValueSource(strings = { "text/event-stream", " text/event-stream\t", "TEXT/Event-Stream;charset=UTF-8",
            "application/x-ndjson ; a=b", "multipart/x-mixed-replace;boundary=frame" })
    void isStreamWhenTypeMayGoOnForEverShouldReturnTrue(String contentType) {
        assertThat(StreamTypes.isStream(contentType)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", ";", "application/json", "application/octet-stream", "text/event-streams",
            "text/event-strain", "text/plain; note=text/event-stream" })
    void isStreamWhenTypeHasAnEndShouldReturnFalse(String contentType) {
        assertThat(StreamTypes.isStream(contentType)).isFalse();
    }

}
