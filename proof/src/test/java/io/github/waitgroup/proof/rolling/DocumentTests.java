// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DocumentTests {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        this.file = this.directory.resolve("page.md");
    }

    @Test
    void onlyTheFiguresAreReplaced() throws IOException {
        Files.writeString(this.file, "before\n<!-- rolling:begin -->\nold\n<!-- rolling:end -->\nafter\n");
        Document document = new Document(this.file);
        document.check();
        document.write("new\n");
        assertThat(this.file).hasContent("before\n<!-- rolling:begin -->\n\nnew\n\n<!-- rolling:end -->\nafter\n");
    }

    @Test
    void checkChangesNothing() throws IOException {
        Files.writeString(this.file, "<!-- rolling:begin -->\nold\n<!-- rolling:end -->\n");
        new Document(this.file).check();
        assertThat(this.file).hasContent("<!-- rolling:begin -->\nold\n<!-- rolling:end -->\n");
    }

    @Test
    void aPageWithoutAPlaceIsNamed() throws IOException {
        Files.writeString(this.file, "<!-- rolling:end -->\n<!-- rolling:begin -->\n");
        assertThatIllegalArgumentException().isThrownBy(() -> new Document(this.file).check())
            .withMessageContaining("page.md");
    }

    @Test
    void aPageThatIsMissingIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Document(this.file).check())
            .withMessageContaining("page.md");
    }

}
