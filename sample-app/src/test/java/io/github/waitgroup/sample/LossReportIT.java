// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator is left with when a shop had to be stopped before it could end its
 * work: exit code, report file and log, against the books of the database.
 */
class LossReportIT {

    private static final int ORDERS = 200;

    private static final int EXIT_CODE = 7;

    private static final JsonMapper json = new JsonMapper();

    @TempDir
    private Path directory;

    private Path file;

    private Database database;

    @BeforeEach
    void setUp() {
        this.file = this.directory.resolve("termination-log");
        this.database = new Database(this.directory);
    }

    @Test
    void lossIsToldByExitCodeFileAndLog() throws Exception {
        try (SampleProcess sample = start("loss", "--spring.task.execution.pool.core-size=2",
                "--waitgroup.shutdown.timeout=3s", "--waitgroup.shutdown.interrupt-grace=1s")) {
            order(sample);
            sample.terminate(EXIT_CODE);
            int lost = ORDERS - this.database.fulfilled().size();
            List<String> named = sample.log()
                .lines()
                .stream()
                .filter((line) -> line.contains("Abandoned in async: "))
                .toList();
            assertThat(lost).as("Orders lost%n%s", sample.log()).isPositive();
            assertThat(named.size()).as("Units named in the log, of as many lost orders").isGreaterThanOrEqualTo(lost);
            assertThat(sample.log().lines()).anyMatch((line) -> line.contains("Drain aborted after"))
                .anyMatch((line) -> line.contains("the exit code will be " + EXIT_CODE));
            JsonNode report = report();
            assertThat(report.path("outcome").asString()).isEqualTo("ABANDONED");
            assertThat(report.path("abandoned").asInt()).isEqualTo(named.size());
            assertThat(report.path("omitted").asInt() + report.path("work").size()).isEqualTo(named.size());
            assertThat(report.path("work").size()).isPositive();
            assertThat(report.path("work")).allSatisfy((unit) -> assertThat(unit.path("label").asString())
                .isIn(Set.of("OrderService.fulfil", "Mailer.confirm")));
        }
    }

    @Test
    void shutdownWithoutLossIsToldToo() throws Exception {
        try (SampleProcess sample = start("no-loss")) {
            sample.port();
            sample.terminate();
            assertThat(report().path("outcome").asString()).isEqualTo("DRAINED");
        }
    }

    private SampleProcess start(String name, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--waitgroup.shutdown.report-file=" + this.file);
        all.add("--waitgroup.shutdown.exit-code-on-loss=" + EXIT_CODE);
        return SampleProcess.start(name, this.database.url(), all);
    }

    private static void order(SampleProcess sample) throws Exception {
        try (HttpConnection connection = new HttpConnection(sample.port())) {
            assertThat(connection.exchange("POST", "/orders?count=" + ORDERS).status()).isEqualTo(202);
        }
    }

    private JsonNode report() throws Exception {
        assertThat(this.file).satisfies((written) -> assertThat(Files.size(written)).isBetween(2L, 4096L));
        return json.readTree(Files.readString(this.file));
    }

}
