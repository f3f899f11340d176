// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the {@link WaitGroupsEndpoint}.
 *
 * @param showValues When to show the labels of units and the stacks of their threads.
 * @param roles Roles used to determine whether a user is authorized to be shown labels
 * and stacks. When empty, all authenticated users are authorized.
 * @since 0.1.0
 */
@ConfigurationProperties("management.endpoint.waitgroups")
public record WaitGroupsEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
