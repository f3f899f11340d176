// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * For the auto-configuration of sources and views: only where a drain is configured.
 * Looks for a bean by its name, for a search by type goes through all beans, and there
 * are a dozen to look for it. Not for the configuration, whose name is up to the
 * application's {@code BeanNameGenerator}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@ConditionalOnBean(name = ConditionalOnDrain.BEAN)
public @interface ConditionalOnDrain {

    /** The name of a bean that is there if a drain is configured. */
    String BEAN = "waitGroupContextDrain";

}
