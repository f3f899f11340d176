// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;

import io.github.waitgroup.test.NoWorkInFlight;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the shop's interface, with work that takes no time on the caller's thread.
 */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:shop;DB_CLOSE_ON_EXIT=FALSE")
@MockitoBean(types = PretendWork.class)
@NoWorkInFlight
class ShopApplicationTests {

    private final MockMvcTester mvc;

    ShopApplicationTests(WebApplicationContext context) {
        this.mvc = MockMvcTester.from(context)
            .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));
    }

    @Test
    void acceptsAnOrderAndFulfilsIt() {
        Summary before = summary();
        assertThat(this.mvc.post().uri("/orders")).hasStatus(HttpStatus.ACCEPTED)
            .bodyJson()
            .extractingPath("$.accepted")
            .isEqualTo(1);
        assertThat(summary()).isEqualTo(new Summary(before.accepted() + 1, before.fulfilled() + 1, 0));
    }

    @Test
    void acceptsManyOrdersAtOnce() {
        Summary before = summary();
        assertThat(this.mvc.post().uri("/orders?count=1000")).hasStatus(HttpStatus.ACCEPTED)
            .bodyJson()
            .convertTo(Receipt.class)
            .satisfies((receipt) -> assertThat(receipt.ids()).hasSize(1000).doesNotHaveDuplicates());
        assertThat(summary()).isEqualTo(new Summary(before.accepted() + 1000, before.fulfilled() + 1000, 0));
    }

    @Test
    void refusesACountOutOfRange() {
        Summary before = summary();
        assertThat(this.mvc.post().uri("/orders?count=0")).hasStatus(HttpStatus.BAD_REQUEST)
            .bodyJson()
            .extractingPath("$.detail")
            .isEqualTo("count must be from 1 to 1000, not 0");
        assertThat(this.mvc.post().uri("/orders?count=1001")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(this.mvc.post().uri("/orders?count=many")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(summary()).isEqualTo(before);
    }

    private Summary summary() {
        MockMvcTester.MockMvcRequestBuilder request = this.mvc.get().uri("/orders/summary");
        return assertThat(request).hasStatusOk().bodyJson().convertTo(Summary.class).actual();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class CallerRuns {

        @Bean
        TaskExecutor applicationTaskExecutor() {
            return new SyncTaskExecutor();
        }

    }

}
