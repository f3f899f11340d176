// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenBeans}.
 */
class OpenBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class))
        .withUserConfiguration(Own.class);

    @Test
    void beansOfTheApplicationShouldStayOpen() {
        this.runner.run((context) -> {
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            WaitGroup mails = context.getBean("mails", WaitGroup.class);
            context.getSourceApplicationContext().close();
            assertThat(mails.isClosed()).isFalse();
            assertThat(registry.group("new").isClosed()).isFalse();
        });
    }

    @Test
    void beanThatIsToldToCloseShouldClose() {
        this.runner.run((context) -> {
            WaitGroup closing = context.getBean("closing", WaitGroup.class);
            context.getSourceApplicationContext().close();
            assertThat(closing.isClosed()).isTrue();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        WaitGroupRegistry registry() {
            return new WaitGroupRegistry();
        }

        @Bean
        WaitGroup mails(WaitGroupRegistry registry) {
            return registry.group("mails");
        }

        @Bean(destroyMethod = "close")
        WaitGroup closing(WaitGroupRegistry registry) {
            return registry.group("closing");
        }

    }

}
