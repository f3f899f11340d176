// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recipe of the sample's image. Of its language only what is used there: one
 * instruction a line.
 *
 * @param instructions its lines
 */
record Dockerfile(List<Instruction> instructions) {

    private static final JsonMapper json = new JsonMapper();

    static Dockerfile read() throws IOException {
        return new Dockerfile(Files.readAllLines(Path.of("Dockerfile"))
            .stream()
            .filter((line) -> !line.isBlank() && !line.startsWith("#"))
            .map((line) -> line.split(" ", 2))
            .map((line) -> new Instruction(line[0], line[1]))
            .toList());
    }

    List<String> all(String name) {
        return this.instructions.stream()
            .filter((instruction) -> instruction.name().equals(name))
            .map(Instruction::arguments)
            .toList();
    }

    String only(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected one " + name + ": " + all);
        }
        return all.get(0);
    }

    /**
     * Returns the working directory of the image.
     * @return its path
     */
    String directory() {
        List<String> all = all("WORKDIR");
        return all.get(all.size() - 1);
    }

    /**
     * Returns the words of a command in exec form.
     * @param arguments the arguments of an instruction
     * @return the words
     * @throws tools.jackson.core.JacksonException if it is in shell form
     */
    static List<String> words(String arguments) {
        return json.readValue(arguments, new TypeReference<List<String>>() {
        });
    }

    record Instruction(String name, String arguments) {

    }

}
