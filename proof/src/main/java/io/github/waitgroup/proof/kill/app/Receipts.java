// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table in a database.
 */
class Receipts {

    private final JdbcTemplate database;

    Receipts(JdbcTemplate database) {
        this.database = database;
        database.execute("create table receipt (id bigint auto_increment primary key, written timestamp)");
    }

    void write() {
        this.database.update("insert into receipt (written) values (current_timestamp)");
    }

}
