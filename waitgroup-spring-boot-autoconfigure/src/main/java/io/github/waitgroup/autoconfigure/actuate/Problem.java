// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * An answer that says what is wrong with a request. By default Boot does not say it.
 */
final class Problem {

    private Problem() {
    }

    static WebEndpointResponse<Object> of(HttpStatus status, InvalidEndpointRequestException ex) {
        return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(status, ex.getReason()), status.value(),
                MediaType.APPLICATION_PROBLEM_JSON);
    }

}
