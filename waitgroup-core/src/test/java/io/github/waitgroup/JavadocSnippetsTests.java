// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code in the javadoc and in the README is the code that {@link ClassicUsesTests}
 * compiles and runs, but for its indentation.
 */
class JavadocSnippetsTests {

    private static final Path PACKAGE = Path.of("io", "github", "waitgroup");

    private static final Pattern REGION = Pattern.compile("// tag::([a-z-]+)\\[]\n(.*?)// end::\\1\\[]",
            Pattern.DOTALL);

    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL);

    @Test
    void joinPointShowsWhatIsTested() throws Exception {
        List<String> blocks = blocks("JoinPoint");
        assertThat(blocks).containsExactly(region("prices"), region("chunks"), region("pipeline"));
    }

    @Test
    void waitGroupShowsWhatIsTested() throws Exception {
        List<String> blocks = blocks("WaitGroup");
        assertThat(blocks).containsSequence(region("user"), region("last-user"), region("submit"), region("worker"),
                region("stop"));
    }

    @Test
    void readmeShowsWhatIsTested() throws Exception {
        String readme = withoutIndentation(Files.readString(Path.of("..", "README.md")));
        assertThat(readme).contains(region("prices"), region("by-hand"));
    }

    private static String region(String name) throws IOException {
        Matcher matcher = REGION.matcher(source("src/test/java", "ClassicUsesTests"));
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return withoutIndentation(matcher.group(2));
            }
        }
        throw new IllegalStateException("No region " + name);
    }

    private static List<String> blocks(String type) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(source("src/main/java", type).replaceAll("(?m)^ *\\* ?", ""));
        while (matcher.find()) {
            blocks.add(withoutIndentation(matcher.group(1)));
        }
        return blocks;
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String source(String folder, String type) throws IOException {
        return Files.readString(Path.of(folder).resolve(PACKAGE).resolve(type + ".java")).replace("\r\n", "\n");
    }

}
