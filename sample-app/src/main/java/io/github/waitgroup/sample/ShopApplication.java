// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * The sample shop. Nothing in it knows of waitgroup: the starter among its dependencies
 * is all there is.
 */
@EnableAsync
@SpringBootApplication
public class ShopApplication {

    /**
     * Starts the shop.
     * @param args the command line
     */
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

}
