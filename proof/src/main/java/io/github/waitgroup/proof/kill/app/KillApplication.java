// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.ClassUtils;

/**
 * The application: what answers is chosen by the server on the class path.
 */
@EnableAsync
@EnableScheduling
@EnableAutoConfiguration
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({ Work.class, AsyncWork.class, OwnExecutors.class, Receipts.class, Executions.class, Submissions.class,
        Partner.class, Schedules.class })
public class KillApplication {

    /**
     * Starts the application.
     * @param args the command line
     */
    public static void main(String[] args) {
        new SpringApplicationBuilder(KillApplication.class, answers()).properties("spring.config.name=kill").run(args);
    }

    // By name: what the other one needs is not on the class path
    private static Class<?> answers() {
        String here = KillApplication.class.getPackageName();
        String name = isPresent("org.springframework.web.servlet.DispatcherServlet") ? here + ".servlet.ServletAnswers"
                : here + ".reactive.ReactiveAnswers";
        return ClassUtils.resolveClassName(name, KillApplication.class.getClassLoader());
    }

    private static boolean isPresent(String name) {
        return ClassUtils.isPresent(name, KillApplication.class.getClassLoader());
    }

}
