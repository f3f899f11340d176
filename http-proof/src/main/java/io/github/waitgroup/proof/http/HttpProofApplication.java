// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

/**
 * The application: what answers is chosen by the server on the class path.
 */
@EnableAutoConfiguration
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(Middle.class)
public class HttpProofApplication {

    /**
     * Starts the application.
     * @param args the command line
     */
    public static void main(String[] args) {
        Class<?>[] sources = { HttpProofApplication.class, kinds() };
        SpringApplication.run(sources, args);
    }

    // By name: what the other one needs is not on the class path
    private static Class<?> kinds() {
        String here = HttpProofApplication.class.getPackageName();
        String name = isPresent("org.springframework.web.servlet.DispatcherServlet")
                ? here + ".servlet.ServletKindsConfiguration" : here + ".reactive.ReactiveKindsConfiguration";
        return ClassUtils.resolveClassName(name, HttpProofApplication.class.getClassLoader());
    }

    private static boolean isPresent(String name) {
        return ClassUtils.isPresent(name, HttpProofApplication.class.getClassLoader());
    }

}
