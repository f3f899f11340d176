// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Sends the e-mail that ends a fulfilment: asynchronous work begun by asynchronous work,
 * which is submitted while the shop may already be closing.
 */
@Service
class Mailer {

    private static final Duration MAIL_AT_LEAST = Duration.ofMillis(300);

    private static final Duration MAIL_AT_MOST = Duration.ofSeconds(1);

    private final PretendWork work;

    private final Orders orders;

    Mailer(PretendWork work, Orders orders) {
        this.work = work;
        this.orders = orders;
    }

    @Async
    void confirm(long id) {
        this.work.take(MAIL_AT_LEAST, MAIL_AT_MOST);
        this.orders.fulfilled(id);
    }

}
