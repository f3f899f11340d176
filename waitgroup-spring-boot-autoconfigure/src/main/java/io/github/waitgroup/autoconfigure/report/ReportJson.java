// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WorkSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * The report as JSON that fits in a Kubernetes termination message: names come before
 * stacks, and what finds no room is counted.
 */
final class ReportJson {

    /** More is cut off by the kubelet, which would leave no JSON. */
    static final int MAX_BYTES = 4096;

    /** No more find room even without threads and stacks. */
    private static final int MOST_UNITS = MAX_BYTES / 60;

    private static final int GROUPS_BYTES = 1024;

    private static final int TEXT = 120;

    private static final int[] FRAMES = { 10, 3, 0 };

    private static final JsonWriter<Object> WRITER = JsonWriter.standard();

    private ReportJson() {
    }

    static byte[] of(DrainReport report, Instant time) {
        List<WorkSnapshot> first = report.abandoned().subList(0, Math.min(MOST_UNITS, report.abandoned().size()));
        String json = "";
        for (int frames : FRAMES) {
            List<String> units = new ArrayList<>();
            for (WorkSnapshot unit : first) {
                units.add(write(unit(unit, frames)));
            }
            json = json(report, time, units);
            if (bytes(json).length <= MAX_BYTES) {
                return bytes(json);
            }
            if (frames == 0) {
                json = json(report, time, fitting(units, MAX_BYTES - bytes(json(report, time, List.of())).length));
            }
        }
        return bytes(json);
    }

    private static String json(DrainReport report, Instant time, List<String> units) {
        return "{\"outcome\":\"" + report.outcome() + "\",\"time\":\"" + time.truncatedTo(ChronoUnit.MILLIS)
                + "\",\"duration\":\"" + report.duration().truncatedTo(ChronoUnit.MILLIS) + "\",\"completed\":"
                + report.completedCount() + ",\"abandoned\":" + report.abandonedCount() + ",\"omitted\":"
                + (report.abandonedCount() - units.size()) + ",\"groups\":{" + String.join(",", groups(report))
                + "},\"work\":[" + String.join(",", units) + "]}";
    }

    private static List<String> groups(DrainReport report) {
        List<String> groups = new ArrayList<>();
        report.groups()
            .stream()
            .filter((group) -> group.completed() + group.abandoned() > 0)
            .sorted(Comparator.comparing(DrainReport.Group::abandoned).reversed())
            .forEach((group) -> groups.add(write(group.name()) + ":{\"completed\":" + group.completed()
                    + ",\"abandoned\":" + group.abandoned() + "}"));
        return fitting(groups, GROUPS_BYTES);
    }

    private static List<String> fitting(List<String> texts, int bytes) {
        List<String> fitting = new ArrayList<>();
        int left = bytes;
        for (String text : texts) {
            left -= bytes(text).length + 1;
            if (left < 0) {
                break;
            }
            fitting.add(text);
        }
        return fitting;
    }

    private static Map<String, @Nullable Object> unit(WorkSnapshot unit, int frames) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("group", shortened(unit.group()));
        json.put("id", unit.id());
        json.put("label", shortened(unit.label()));
        json.put("state", unit.state());
        json.put("age", unit.age().truncatedTo(ChronoUnit.MILLIS).toString());
        if (unit.thread() != null) {
            json.put("thread", shortened(unit.thread()));
        }
        if (unit.parent() != null) {
            json.put("parent", unit.parent());
        }
        if (unit.traceId() != null) {
            json.put("traceId", shortened(unit.traceId()));
        }
        if (frames > 0 && !unit.stack().isEmpty()) {
            json.put("stack", unit.stack().stream().limit(frames).map((frame) -> shortened(frame.toString())).toList());
        }
        return json;
    }

    private static String shortened(String text) {
        return (text.length() <= TEXT) ? text : text.substring(0, TEXT - 3) + "...";
    }

    private static String write(Object value) {
        return WRITER.writeToString(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
