// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source of which some methods, or those of its connections, never return.
 */
class HangingDataSource extends AbstractDataSource implements AutoCloseable {

    private static final Map<Class<?>, Object> NOTHING = Map.of(boolean.class, false, int.class, 0);

    private final Set<String> methods;

    private final boolean deaf;

    HangingDataSource(Set<String> methods, boolean deaf) {
        this.methods = methods;
        this.deaf = deaf;
    }

    @Override
    public Connection getConnection() throws SQLException {
        answer("getConnection");
        ClassLoader classLoader = Connection.class.getClassLoader();
        return (Connection) Proxy.newProxyInstance(classLoader, new Class<?>[] { Connection.class },
                (proxy, method, args) -> {
                    // close() is the pool's own
                    if (!method.getName().equals("close")) {
                        answer(method.getName());
                    }
                    return NOTHING.get(method.getReturnType());
                });
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() throws SQLException {
        answer("close");
    }

    private void answer(String method) throws SQLException {
        if (!this.methods.contains(method)) {
            return;
        }
        Behaviour.Wait wait = new CountDownLatch(1)::await;
        if (this.deaf) {
            Behaviour.deaf(wait);
        }
        try {
            wait.run();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while waiting for " + method, ex);
        }
    }

}
