// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;

/**
 * What the report file says.
 *
 * @param there whether there is one
 * @param abandoned how many units are lost
 * @param omitted how many of them found no room
 * @param names the rest of them
 */
record ReportedLoss(boolean there, long abandoned, long omitted, List<Name> names) {

    static final ReportedLoss NONE = new ReportedLoss(false, 0, 0, List.of());

    static ReportedLoss read(Path file) throws IOException {
        return (Files.isRegularFile(file) && Files.size(file) > 0) ? of(Files.readString(file)) : NONE;
    }

    static ReportedLoss of(String json) {
        Map<String, Object> report = JsonParserFactory.getJsonParser().parseMap(json);
        List<Name> names = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(report.get("work"))) {
            Map<?, ?> unit = (Map<?, ?>) each;
            names.add(new Name(String.valueOf(unit.get("label")), number(unit.get("id"))));
        }
        return new ReportedLoss(true, number(report.get("abandoned")), number(report.get("omitted")), names);
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

}
