// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WorkSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReportJsonTests {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void drainedReportShouldTellOutcomeAndCounts() {
        DrainReport report = new DrainReport(Drain.State.DRAINED, Duration.ofNanos(1_234_567_890),
                List.of(new DrainReport.Group("async", 3, 0), new DrainReport.Group("http", 0, 0)), List.of());
        assertThat(text(report)).isEqualTo("""
                {"outcome":"DRAINED","time":"2026-01-02T03:04:05.678Z","duration":"PT1.234S","completed":3,\
                "abandoned":0,"omitted":0,"groups":{"async":{"completed":3,"abandoned":0}},"work":[]}""");
    }

    @Test
    void unitShouldBeToldWithAllThatIsKnown() {
        WorkSnapshot unit = new WorkSnapshot("async", 17, "Orders.\"fulfil\"\n", Registration.State.ABANDONED,
                Duration.ofMillis(1200), "task-3", 12L, "4bf92f", frames(20));
        DocumentContext json = parse(report(List.of(unit)));
        assertThat(json.<String>read("$.work[0].group")).isEqualTo("async");
        assertThat(json.<Integer>read("$.work[0].id")).isEqualTo(17);
        assertThat(json.<String>read("$.work[0].label")).isEqualTo("Orders.\"fulfil\"\n");
        assertThat(json.<String>read("$.work[0].state")).isEqualTo("ABANDONED");
        assertThat(json.<String>read("$.work[0].age")).isEqualTo("PT1.2S");
        assertThat(json.<String>read("$.work[0].thread")).isEqualTo("task-3");
        assertThat(json.<Integer>read("$.work[0].parent")).isEqualTo(12);
        assertThat(json.<String>read("$.work[0].traceId")).isEqualTo("4bf92f");
        assertThat(json.<List<String>>read("$.work[0].stack")).hasSize(10)
            .first()
            .isEqualTo("shop.Orders.m0(Orders.java:0)");
        assertThat(json.<Integer>read("$.omitted")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5, 10, 20, 30, 100, 10_000 })
    void reportShouldFitHoweverMuchWasLost(int units) {
        List<WorkSnapshot> lost = IntStream.range(0, units)
            .mapToObj((i) -> new WorkSnapshot("async", i, "Orders.fulfil", Registration.State.ABANDONED,
                    Duration.ofMillis(i), "task-" + i, null, null, frames(30)))
            .toList();
        DocumentContext json = parse(report(lost));
        List<Integer> shown = json.read("$.work[*].id");
        assertThat(shown).isNotEmpty().isEqualTo(IntStream.range(0, shown.size()).boxed().toList());
        assertThat(json.<Integer>read("$.omitted")).isEqualTo(units - shown.size());
        assertThat(json.<Integer>read("$.abandoned")).isEqualTo(units);
        assertThat(shown.size()).as("units that find room").isGreaterThanOrEqualTo(Math.min(units, 20));
    }

    @Test
    void unitsThatFindNoRoomShouldNotEvenBeLookedAt() {
        WorkSnapshot unit = new WorkSnapshot("async", 1, "unit", Registration.State.QUEUED, Duration.ZERO, null, null,
                null, List.of());
        List<WorkSnapshot> lost = new AbstractList<>() {

            @Override
            public WorkSnapshot get(int index) {
                assertThat(index).isLessThan(100);
                return unit;
            }

            @Override
            public int size() {
                return 1_000_000;
            }

        };
        DocumentContext json = parse(report(lost));
        assertThat(json.<Integer>read("$.omitted")).isBetween(999_900, 999_980);
    }

    @Test
    void stacksShouldBeShortenedBeforeUnitsAreLeftOut() {
        List<WorkSnapshot> lost = IntStream.range(0, 12)
            .mapToObj((i) -> new WorkSnapshot("async", i, "Orders.fulfil", Registration.State.ABANDONED,
                    Duration.ofMillis(i), "task-" + i, null, null, frames(30)))
            .toList();
        DocumentContext json = parse(report(lost));
        assertThat(json.<List<List<String>>>read("$.work[*].stack")).hasSize(12)
            .allSatisfy((stack) -> assertThat(stack).hasSize(3));
    }

    @Test
    void reportShouldFitWithLongNamesAndManyGroups() {
        String longName = "\u20ac".repeat(5_000);
        List<DrainReport.Group> groups = new ArrayList<>();
        groups.add(new DrainReport.Group(longName, 1, 0));
        for (int i = 0; i < 1_000; i++) {
            groups.add(new DrainReport.Group("group-" + i, 1, 0));
        }
        groups.add(new DrainReport.Group("lossy", 0, 2));
        WorkSnapshot unit = new WorkSnapshot(longName, 1, longName, Registration.State.ABANDONED, Duration.ZERO,
                longName, null, longName, List.of(new StackTraceElement(longName, longName, longName, 1)));
        DocumentContext json = parse(
                new DrainReport(Drain.State.ABANDONED, Duration.ofSeconds(1), groups, List.of(unit, unit)));
        assertThat(json.<Integer>read("$.groups.lossy.abandoned")).isEqualTo(2);
        assertThat(json.<List<String>>read("$.work[*].label")).isNotEmpty()
            .allSatisfy((label) -> assertThat(label).endsWith("...").hasSizeLessThan(200));
    }

    private static DrainReport report(List<WorkSnapshot> lost) {
        return new DrainReport(Drain.State.ABANDONED, Duration.ofSeconds(27),
                List.of(new DrainReport.Group("async", 0, lost.size())), lost);
    }

    private static List<StackTraceElement> frames(int number) {
        return IntStream.range(0, number)
            .mapToObj((i) -> new StackTraceElement("shop.Orders", "m" + i, "Orders.java", i))
            .toList();
    }

    private static String text(DrainReport report) {
        byte[] bytes = ReportJson.of(report, TIME);
        assertThat(bytes).hasSizeLessThanOrEqualTo(4096);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static DocumentContext parse(DrainReport report) {
        return JsonPath.parse(text(report));
    }

}
