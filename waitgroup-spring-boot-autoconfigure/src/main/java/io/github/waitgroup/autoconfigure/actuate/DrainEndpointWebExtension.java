// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.http.HttpStatus;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link DrainEndpoint}: the
 * verdict is also the status of the response.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = DrainEndpoint.class)
public class DrainEndpointWebExtension {

    private final DrainEndpoint delegate;

    private final RetryAfter retryAfter;

    DrainEndpointWebExtension(DrainEndpoint delegate, RetryAfter retryAfter) {
        this.delegate = delegate;
        this.retryAfter = retryAfter;
    }

    /**
     * Tells where the drain stands.
     * @return the verdict with status 200 if the orchestrator may go on, else with 503
     */
    @ReadOperation
    public WebEndpointResponse<DrainDescriptor> drain() {
        DrainDescriptor verdict = this.delegate.drain();
        if (verdict.drained()) {
            return new WebEndpointResponse<>(verdict);
        }
        this.retryAfter.addToResponse();
        return new WebEndpointResponse<>(verdict, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
    }

    /**
     * Takes the start back.
     * @return where the drain stands then, or status 409 if the application is stopping
     * or drains by other means
     */
    @DeleteOperation
    public WebEndpointResponse<Object> undo() {
        try {
            return new WebEndpointResponse<>(this.delegate.undo());
        }
        catch (InvalidEndpointRequestException ex) {
            return Problem.of(HttpStatus.CONFLICT, ex);
        }
    }

}
