// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Names of scheduled methods as people know them: {@code OrderService.fulfil}. Spring's
 * tasks give away the name of their method by {@code toString()} alone.
 */
final class ScheduledLabels {

    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";

    private static final Pattern METHOD = Pattern.compile(NAME + "(\\." + NAME + ")+");

    private static final String PROXY = "$Proxy";

    private ScheduledLabels() {
    }

    static @Nullable String of(Runnable task) {
        String text = text(task);
        if (text == null || !METHOD.matcher(text).matches()) {
            return null;
        }
        int dot = text.lastIndexOf('.');
        String type = text.substring(0, dot);
        // Of a JDK proxy nobody knows the class
        return type.contains(PROXY) ? null : ClassUtils.getShortName(type) + text.substring(dot);
    }

    private static @Nullable String text(Runnable task) {
        try {
            return task.toString();
        }
        catch (RuntimeException ex) {
            // It is the application's, and nobody has called it so far
            return null;
        }
    }

}
