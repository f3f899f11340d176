// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The sample's database, read after the sample has gone.
 *
 * @param directory where its file lies
 */
record Database(Path directory) {

    String url() {
        return "jdbc:h2:file:" + this.directory.resolve("shop") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }

    Set<Long> fulfilled() throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from orders where status = 'FULFILLED'")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

}
