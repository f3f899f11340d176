// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * {@link Condition} that a property has a value: an empty one, as of a variable that a
 * manifest leaves empty, counts as none.
 */
abstract class OnValueCondition implements Condition {

    private final String property;

    OnValueCondition(String property) {
        this.property = property;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty(this.property));
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
