// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The runs table: one row for each start of the shop.
 */
@Repository
class Runs {

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What became of the orders of the latest run.
     * @return their summary, empty if there was no run yet
     */
    Optional<Summary> previous() {
        return this.jdbc.sql("""
                select count(o.id) as accepted, count(o.fulfilled_at) as fulfilled,
                       count(o.id) - count(o.fulfilled_at) as pending
                from runs r left join orders o on o.run_id = r.id
                group by r.id order by r.id desc fetch first 1 row only
                """).query(Summary.class).optional();
    }

    long begin() {
        KeyHolder key = new GeneratedKeyHolder();
        this.jdbc.sql("insert into runs default values").update(key, "id");
        return Objects.requireNonNull(key.getKeyAs(Long.class));
    }

}
