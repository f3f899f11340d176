// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The application. The first argument names the {@link Kind} of executor, and only what
 * belongs to it becomes a bean.
 */
@EnableAutoConfiguration
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({ Journal.class, Work.class, Starter.class })
public class ProofApplication {

    /**
     * Starts the application.
     * @param args the name of the kind, and the command line
     */
    public static void main(String[] args) {
        Kind kind = Kind.valueOf(args[0]);
        Class<?>[] sources = { ProofApplication.class, kind.configuration() };
        String[] arguments = Stream.concat(kind.arguments().stream(), Arrays.stream(args).skip(1))
            .toArray(String[]::new);
        SpringApplication.run(sources, arguments);
    }

}
