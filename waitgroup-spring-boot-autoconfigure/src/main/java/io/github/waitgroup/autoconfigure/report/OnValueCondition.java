// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * {@link Condition} that one of some properties has a value: an empty one, as of a
 * variable that a manifest leaves empty, counts as none.
 */
abstract class OnValueCondition implements Condition {

    private final String[] properties;

    OnValueCondition(String... properties) {
        this.properties = properties;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        for (String property : this.properties) {
            if (StringUtils.hasText(context.getEnvironment().getProperty(property))) {
                return true;
            }
        }
        return false;
    }

    static class Any extends OnValueCondition {

        Any() {
            super(io.github.waitgroup.autoconfigure.report.ReportFile.PROPERTY, LossExitCode.PROPERTY);
        }

    }

    static class ReportFile extends OnValueCondition {

        ReportFile() {
            super(io.github.waitgroup.autoconfigure.report.ReportFile.PROPERTY);
        }

    }

    static class ExitCodeOnLoss extends OnValueCondition {

        ExitCodeOnLoss() {
            super(LossExitCode.PROPERTY);
        }

    }

}
