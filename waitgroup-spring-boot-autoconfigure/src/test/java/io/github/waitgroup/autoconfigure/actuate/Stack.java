// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.util.stream.Stream;

import org.springframework.util.StringUtils;

/**
 * The web frameworks and servers to test with. All of them are on the class path.
 */
enum Stack {

    TOMCAT("servlet", "jetty"),

    JETTY("servlet", "tomcat"),

    NETTY("reactive", "jetty,tomcat");

    private final String type;

    private final String others;

    Stack(String type, String others) {
        this.type = type;
        this.others = others;
    }

    String[] properties(boolean separatePort, String... more) {
        Stream<String> own = Stream.of("spring.main.web-application-type=" + this.type, exclusions());
        Stream<String> management = separatePort
                ? Stream.of("management.server.port=0", "management.server.address=127.0.0.1") : Stream.of();
        return Stream.of(own, management, Stream.of(more)).flatMap((each) -> each).toArray(String[]::new);
    }

    private String exclusions() {
        StringBuilder exclusions = new StringBuilder("spring.autoconfigure.exclude=");
        for (String other : StringUtils.commaDelimitedListToStringArray(this.others)) {
            String name = Character.toUpperCase(other.charAt(0)) + other.substring(1);
            for (String kind : new String[] { "servlet.%sServlet", "reactive.%sReactive" }) {
                exclusions.append("org.springframework.boot.%s.autoconfigure.%sWebServerAutoConfiguration,"
                    .formatted(other, kind.formatted(name)));
            }
            for (String kind : new String[] { "Servlet", "Reactive" }) {
                exclusions.append(
                        "org.springframework.boot.%s.autoconfigure.actuate.web.server.%s%sManagementContextAutoConfiguration,"
                            .formatted(other, name, kind));
            }
        }
        return exclusions.substring(0, exclusions.length() - 1);
    }

}
