// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

    static ReportedLoss read(Path file) throws IOException {
        return (Files.isRegularFile(file) && Files.size(file) > 0) ? of(Files.readString(file))
                : new ReportedLoss(false, 0, 0, List.of());
    }

    static ReportedLoss of(String json) {
        Map<String, Object> report = JsonParserFactory.getJsonParser().parseMap(json);
        List<Name> names = ((List<?>) report.get("work")).stream()
            .map((unit) -> (Map<?, ?>) unit)
            .map((unit) -> new Name((String) unit.get("label"), ((Number) unit.get("id")).longValue()))
            .toList();
        return new ReportedLoss(true, number(report, "abandoned"), number(report, "omitted"), names);
    }

    private static long number(Map<String, Object> report, String name) {
        return ((Number) report.get(name)).longValue();
    }

}
