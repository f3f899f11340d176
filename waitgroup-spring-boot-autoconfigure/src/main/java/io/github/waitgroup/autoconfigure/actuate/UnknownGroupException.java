// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.util.Collection;
import java.util.stream.Collectors;

import io.github.waitgroup.WaitGroup;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Thrown where a group is asked for that does not exist.
 */
class UnknownGroupException extends InvalidEndpointRequestException {

    private static final long serialVersionUID = 1;

    UnknownGroupException(String name, Collection<WaitGroup> groups) {
        this("There is no group '" + name + "'; there are "
                + groups.stream().map(WaitGroup::name).collect(Collectors.joining(", ")));
    }

    private UnknownGroupException(String reason) {
        super(reason, reason);
    }

}
