// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.http.HttpStatus;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link WaitGroupsEndpoint}:
 * who asks decides what is shown, and what is wrong with a request is said in the answer.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = WaitGroupsEndpoint.class)
public class WaitGroupsEndpointWebExtension {

    private final WaitGroupsEndpoint delegate;

    private final WaitGroupsEndpointProperties properties;

    /**
     * Creates an extension.
     * @param delegate the endpoint
     * @param properties when to show labels and stacks, and to whom
     */
    public WaitGroupsEndpointWebExtension(WaitGroupsEndpoint delegate, WaitGroupsEndpointProperties properties) {
        this.delegate = delegate;
        this.properties = properties;
    }

    /**
     * Shows the units of a group that are in flight, oldest first.
     * @param securityContext who asks
     * @param group the group's name
     * @param limit how many units to show at most
     * @param stacks whether to show what the thread of each unit is doing
     * @return the units, or what is wrong with the request
     */
    @ReadOperation
    public WebEndpointResponse<Object> waitGroup(SecurityContext securityContext, @Selector String group,
            @Nullable String limit, @Nullable String stacks) {
        boolean showValues = this.properties.showValues().isShown(securityContext, this.properties.roles());
        try {
            return new WebEndpointResponse<>(this.delegate.describe(group, limit(limit), stacks(stacks), showValues));
        }
        catch (UnknownGroupException ex) {
            return Problem.of(HttpStatus.NOT_FOUND, ex);
        }
        catch (InvalidEndpointRequestException ex) {
            return Problem.of(HttpStatus.BAD_REQUEST, ex);
        }
    }

    // Not left to Boot, which names neither parameter nor value
    private static @Nullable Integer limit(@Nullable String limit) {
        try {
            return convert(limit, Integer.class);
        }
        catch (ConversionException ex) {
            throw WaitGroupsEndpoint.invalidLimit(limit);
        }
    }

    private static boolean stacks(@Nullable String stacks) {
        try {
            return Boolean.TRUE.equals(convert(stacks, Boolean.class));
        }
        catch (ConversionException ex) {
            String reason = "'stacks' must be true or false, not '" + stacks + "'";
            throw new InvalidEndpointRequestException(reason, reason);
        }
    }

    private static <T> @Nullable T convert(@Nullable String value, Class<T> type) {
        return ApplicationConversionService.getSharedInstance().convert(value, type);
    }

}
