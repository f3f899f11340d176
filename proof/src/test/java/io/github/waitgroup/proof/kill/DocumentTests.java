// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Document}.
 */
class DocumentTests {

    @TempDir
    private Path directory;

    @Test
    void writesItsPartOnly() throws Exception {
        Path file = this.directory.resolve("document.md");
        Files.writeString(file, "a <!-- kill:begin -->old<!-- kill:end --> b <!-- chaos:begin --><!-- chaos:end -->");
        new Document(file).write("kill", "new");
        assertThat(file).hasContent("""
                a <!-- kill:begin -->

                new

                <!-- kill:end --> b <!-- chaos:begin --><!-- chaos:end -->""");
        assertThatIllegalStateException().isThrownBy(() -> new Document(file).write("rolling", "new"));
    }

}
