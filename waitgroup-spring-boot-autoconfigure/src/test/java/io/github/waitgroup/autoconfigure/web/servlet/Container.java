// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The servers to test with. All of them are on the class path.
 */
enum Container {

    TOMCAT("org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration"),

    JETTY("org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration");

    private final String autoConfiguration;

    Container(String autoConfiguration) {
        this.autoConfiguration = autoConfiguration;
    }

    String property() {
        return Arrays.stream(values())
            .filter((other) -> other != this)
            .map((other) -> other.autoConfiguration)
            .collect(Collectors.joining(",", "spring.autoconfigure.exclude=",
                    ",org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration,"
                            + "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration"));
    }

}
