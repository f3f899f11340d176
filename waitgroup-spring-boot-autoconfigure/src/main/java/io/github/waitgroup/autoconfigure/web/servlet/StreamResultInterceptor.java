// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * Gives the streams that the drain ends an empty result, where a time-out would give an
 * error.
 */
class StreamResultInterceptor implements DeferredResultProcessingInterceptor, CallableProcessingInterceptor {

    @Override
    public <T> void postProcess(NativeWebRequest request, DeferredResult<T> deferredResult,
            @Nullable Object concurrentResult) {
        OpenStream stream = stream(request);
        if (stream != null) {
            stream.resulted();
        }
    }

    @Override
    public <T> boolean handleTimeout(NativeWebRequest request, DeferredResult<T> deferredResult) {
        if (isEnded(request)) {
            deferredResult.setResult(null);
            return false;
        }
        return true;
    }

    // The task has been interrupted by now
    @Override
    public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
        return isEnded(request) ? RESPONSE_HANDLED : RESULT_NONE;
    }

    private static boolean isEnded(NativeWebRequest request) {
        OpenStream stream = stream(request);
        return stream != null && stream.isEnded();
    }

    private static @Nullable OpenStream stream(NativeWebRequest request) {
        HttpServletRequest httpRequest = request.getNativeRequest(HttpServletRequest.class);
        InFlightRequest inFlight = (httpRequest != null) ? InFlightRequest.of(httpRequest) : null;
        return (inFlight != null) ? inFlight.stream() : null;
    }

}
