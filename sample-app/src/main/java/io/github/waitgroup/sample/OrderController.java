// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The shop's counter: orders are accepted here, their fulfilment goes on behind it.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

    private static final int MAX_COUNT = 1000;

    private final Orders orders;

    private final OrderService service;

    OrderController(Orders orders, OrderService service) {
        this.orders = orders;
        this.service = service;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt accept(@RequestParam(defaultValue = "1") int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
                    "count must be from 1 to %d, not %d".formatted(MAX_COUNT, count));
        }
        // Committed before anything is submitted: a task never meets an order it cannot
        // see
        List<Long> ids = this.orders.accept(count);
        ids.forEach(this.service::fulfil);
        return new Receipt(ids.size(), ids);
    }

    @GetMapping("/summary")
    Summary summary() {
        return this.orders.summary();
    }

}
