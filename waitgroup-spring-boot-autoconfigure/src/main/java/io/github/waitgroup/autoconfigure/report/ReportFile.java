// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.DrainReporter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Writes the report to a file, in place: the one that Kubernetes reads is a mount, which
 * cannot be replaced.
 */
class ReportFile implements DrainReporter {

    static final String PROPERTY = "waitgroup.shutdown.report-file";

    private static final Log logger = LogFactory.getLog(ReportFile.class);

    private final @Nullable Path file;

    /** All that was told of this drain. */
    private @Nullable DrainReport told;

    /**
     * Creates a reporter.
     * @param file where to write to; if {@code null} or blank, nowhere
     */
    ReportFile(@Nullable String file) {
        this.file = (file != null && !file.isBlank()) ? checked(file) : null;
    }

    // A typing error would be noticed only by the report that is not there
    private static Path checked(String file) {
        Path path;
        try {
            path = Path.of(file.trim());
        }
        catch (InvalidPathException ex) {
            throw invalid(file, "It is not the path of a file: " + ex.getReason() + ".");
        }
        boolean there = Files.exists(path);
        if (there && !Files.isRegularFile(path)) {
            throw invalid(file, "It is not a regular file. Name one that the report may replace.");
        }
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
            if (!there) {
                // Not a link to it
                Files.delete(path.toRealPath());
            }
        }
        catch (IOException ex) {
            throw invalid(file, "It cannot be written (" + ex + "). Name a file that can be, in a directory that"
                    + " exists, or leave the property out.");
        }
        return path;
    }

    private static InvalidConfigurationPropertyValueException invalid(String file, String reason) {
        return new InvalidConfigurationPropertyValueException(PROPERTY, file, reason);
    }

    @Override
    public synchronized void completed(DrainReport report) {
        this.told = report;
        write(report);
    }

    @Override
    public synchronized void lostLate(DrainReport report) {
        this.told = (this.told != null) ? both(this.told, report) : report;
        write(this.told);
    }

    private static DrainReport both(DrainReport first, DrainReport late) {
        List<WorkSnapshot> abandoned = new ArrayList<>(first.abandoned());
        abandoned.addAll(late.abandoned());
        List<DrainReport.Group> groups = new ArrayList<>();
        for (DrainReport.Group group : late.groups()) {
            long completed = group.completed();
            long lost = group.abandoned();
            for (DrainReport.Group before : first.groups()) {
                if (before.name().equals(group.name())) {
                    completed += before.completed();
                    lost += before.abandoned();
                }
            }
            groups.add(new DrainReport.Group(group.name(), completed, lost));
        }
        return new DrainReport(late.outcome(), first.duration().plus(late.duration()), groups, abandoned);
    }

    private void write(DrainReport report) {
        if (this.file == null) {
            return;
        }
        try {
            Files.write(this.file, ReportJson.of(report, Instant.now()));
        }
        catch (IOException ex) {
            logger.warn("The report of the drain could not be written to '" + this.file + "' (" + PROPERTY
                    + "), it is in the log only: " + ex);
        }
    }

    @Override
    public String toString() {
        return "Report file '" + this.file + "'";
    }

}
