// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample's jar, taken apart: stock runs without the starter on its class path.
 *
 * @param directory where the application's jar lies, among its libraries
 */
record ShopJars(Path directory) {

    private static final int STARTER_JARS = 3;

    String classPath(boolean starter) throws IOException {
        List<Path> some = jars().stream().filter((jar) -> starter || !isStarter(jar)).toList();
        if (some.stream().filter(ShopJars::isStarter).count() != (starter ? STARTER_JARS : 0)) {
            throw new IllegalStateException("Not the starter's jars: " + some);
        }
        return some.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(this.directory)) {
            return jars.sorted().toList();
        }
    }

    private static boolean isStarter(Path jar) {
        return jar.getFileName().toString().startsWith("waitgroup-");
    }

}
