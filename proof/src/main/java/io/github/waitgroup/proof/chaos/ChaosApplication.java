// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The application. The property {@code chaos.load} says what work it does, profiles say
 * what else goes wrong.
 */
@EnableAsync
@EnableScheduling
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({ Journal.class, Work.class, AsyncTask.class, Load.class, Requests.class, Commands.class, Told.class,
        EndlessSchedule.class, BlockedStart.class, BlockedClose.class, LateWork.class, ThrowingListener.class,
        HangingDatabase.class })
public class ChaosApplication {

    /**
     * Starts the application.
     * @param args the command line
     */
    public static void main(String[] args) {
        new SpringApplicationBuilder(ChaosApplication.class).properties("spring.config.name=chaos").run(args);
    }

}
