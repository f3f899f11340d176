// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.Set;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A database that does not answer.
 */
@Profile("database")
@Configuration(proxyBeanMethods = false)
class HangingDatabase {

    @Bean
    HangingDataSource dataSource(@Value("${chaos.hangs}") Set<String> hangs,
            @Value("${chaos.deaf:false}") boolean deaf) {
        return new HangingDataSource(hangs, deaf);
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

}
