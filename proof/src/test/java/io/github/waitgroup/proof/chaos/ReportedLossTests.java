// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ReportedLoss}.
 */
class ReportedLossTests {

    @TempDir
    private Path directory;

    @Test
    void readsNumbersAndNames() {
        ReportedLoss loss = ReportedLoss.of("""
                {"outcome":"ABANDONED","completed":5,"abandoned":6,"omitted":5,"groups":{},
                 "work":[{"group":"async","id":8,"label":"Mailer.confirm","state":"RUNNING","stack":["a"]}]}""");
        assertThat(loss.abandoned()).isEqualTo(6);
        assertThat(loss.omitted()).isEqualTo(5);
        assertThat(loss.names()).containsExactly(new Name("Mailer.confirm", 8L));
    }

    @Test
    void halfAReportIsNone() {
        assertThatException().isThrownBy(() -> ReportedLoss.of("{\"outcome\":\"ABANDONED\",\"aban"));
    }

    @Test
    void thereMayBeNone() throws Exception {
        Path empty = Files.createFile(this.directory.resolve("empty"));
        assertThat(ReportedLoss.read(empty)).isEqualTo(ReportedLoss.NONE);
        assertThat(ReportedLoss.read(this.directory)).isEqualTo(ReportedLoss.NONE);
        assertThat(ReportedLoss.read(this.directory.resolve("missing"))).isEqualTo(ReportedLoss.NONE);
    }

}
