// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.util.Arrays;
import java.util.List;

/**
 * A server, and what belongs to the other ones.
 */
public enum Server {

    /** Tomcat. */
    TOMCAT("Tomcat", true, Parts.JETTY, Parts.NETTY, Parts.FLUX),

    /** Jetty. */
    JETTY("Jetty", true, Parts.TOMCAT, Parts.NETTY, Parts.FLUX),

    /** Reactor Netty, with WebFlux. */
    NETTY("Netty", false, Parts.TOMCAT, Parts.JETTY, Parts.SERVLET, Parts.MVC);

    private final String title;

    private final boolean servlet;

    private final String foreign;

    Server(String title, boolean servlet, String... foreign) {
        this.title = title;
        this.servlet = servlet;
        this.foreign = "(" + String.join("|", foreign) + ").*";
    }

    /**
     * The servers that were asked for.
     * @return the servers
     */
    public static List<Server> all() {
        String pattern = System.getProperty("proof.servers", ".*");
        return Arrays.stream(values()).filter((server) -> server.name().matches(pattern)).toList();
    }

    /**
     * Its name.
     * @return the name
     */
    public String title() {
        return this.title;
    }

    /**
     * Whether it has servlets.
     * @return whether it has
     */
    public boolean servlet() {
        return this.servlet;
    }

    boolean uses(String jar) {
        return !jar.matches(this.foreign);
    }

    /**
     * Beginnings of the names of jars.
     */
    private static final class Parts {

        static final String TOMCAT = "tomcat-embed-(core|websocket)-|spring-boot-tomcat-";

        static final String JETTY = "jetty-|asm-|spring-boot-jetty-|jakarta\\.(servlet|websocket|enterprise|inject|interceptor|transaction)";

        static final String NETTY = "netty-|reactor-netty-|spring-boot-(reactor-)?netty-";

        static final String FLUX = "spring-(boot-)?webflux-|spring-boot-http-codec-";

        static final String MVC = "spring-(boot-)?webmvc-|spring-websocket-|spring-boot-http-converter-";

        static final String SERVLET = "tomcat-|spring-boot-servlet-|micrometer-jakarta";

    }

}
