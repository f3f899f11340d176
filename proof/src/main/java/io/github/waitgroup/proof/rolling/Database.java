// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The database of an instance and of its successors, read when the last one has gone.
 *
 * @param shop the name of the instance
 * @param directory where its file lies
 */
record Database(String shop, Path directory) {

    String url() {
        return "jdbc:h2:file:" + this.directory.toAbsolutePath().resolve(this.shop)
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }

    Set<Order> fulfilled() throws SQLException {
        Set<Order> orders = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from orders where status = 'FULFILLED'")) {
            while (rows.next()) {
                orders.add(new Order(this.shop, rows.getLong(1)));
            }
        }
        return orders;
    }

}
