// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Run}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RunTests {

    private JdbcClient jdbc;

    @BeforeEach
    void createDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:run;DB_CLOSE_DELAY=-1");
        this.jdbc = JdbcClient.create(database);
        this.jdbc.sql("drop all objects").update();
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database);
    }

    @Test
    void theFirstRunHasNoPrevious(CapturedOutput output) {
        start();
        assertThat(output).contains("No previous run");
    }

    @Test
    void warnsOfWhatThePreviousRunLost(CapturedOutput output) {
        Orders orders = new Orders(this.jdbc, start());
        List<Long> ids = orders.accept(3);
        orders.fulfilled(ids.get(0));
        orders.charged(ids.get(1));
        start();
        assertThat(output).containsPattern("WARN .*Previous run: 3 accepted, 1 fulfilled, 2 lost");
    }

    @Test
    void speaksOfThePreviousRunOnly(CapturedOutput output) {
        new Orders(this.jdbc, start()).accept(2);
        Orders orders = new Orders(this.jdbc, start());
        orders.accept(1).forEach(orders::fulfilled);
        start();
        assertThat(output).containsPattern("INFO .*Previous run: 1 accepted, 1 fulfilled, 0 lost");
    }

    private Run start() {
        return new Run(new Runs(this.jdbc));
    }

}
