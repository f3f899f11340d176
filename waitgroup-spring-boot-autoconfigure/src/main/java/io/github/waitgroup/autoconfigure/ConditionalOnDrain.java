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
 * For the auto-configuration of sources and views: only where there is a drain. Looks for
 * the configuration by its name, for a search by type goes through all beans, and there
 * are a dozen to look for it.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@ConditionalOnBean(name = "io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration")
public @interface ConditionalOnDrain {

}
