// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Fulfils an order after its customer has been answered: from here on nobody would notice
 * if it were lost.
 */
@Service
class OrderService {

    private static final Duration CHARGE_AT_LEAST = Duration.ofMillis(700);

    private static final Duration CHARGE_AT_MOST = Duration.ofSeconds(2);

    private final PretendWork work;

    private final Orders orders;

    private final Mailer mailer;

    OrderService(PretendWork work, Orders orders, Mailer mailer) {
        this.work = work;
        this.orders = orders;
        this.mailer = mailer;
    }

    @Async
    void fulfil(long id) {
        this.work.take(CHARGE_AT_LEAST, CHARGE_AT_MOST);
        this.orders.charged(id);
        this.mailer.confirm(id);
    }

}
