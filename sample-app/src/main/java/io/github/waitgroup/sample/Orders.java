// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The orders table.
 */
@Repository
class Orders {

    private final JdbcClient jdbc;

    private final Run run;

    Orders(JdbcClient jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    /**
     * Accepts this many orders, all or none.
     * @param count how many
     * @return their numbers
     */
    @Transactional
    List<Long> accept(int count) {
        return Stream.generate(this::insert).limit(count).toList();
    }

    private Long insert() {
        KeyHolder key = new GeneratedKeyHolder();
        this.jdbc.sql("insert into orders (run_id, status) values (?, 'ACCEPTED')")
            .param(this.run.id())
            .update(key, "id");
        return Objects.requireNonNull(key.getKeyAs(Long.class));
    }

    void charged(long id) {
        this.jdbc.sql("update orders set status = 'CHARGED', charged_at = current_timestamp where id = ?")
            .param(id)
            .update();
    }

    void fulfilled(long id) {
        this.jdbc.sql("update orders set status = 'FULFILLED', fulfilled_at = current_timestamp where id = ?")
            .param(id)
            .update();
    }

    Summary summary() {
        return this.jdbc.sql("""
                select count(*) as accepted, count(fulfilled_at) as fulfilled,
                       count(*) - count(fulfilled_at) as pending
                from orders
                """).query(Summary.class).single();
    }

}
