// SPDX-License-Identifier: Apache-2.0

package io.r2dbc.pool;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Stands for a library that begins a flow without an end when it is first used.
 */
public final class HealthCheck {

    private HealthCheck() {
    }

    public static Disposable start() {
        return Flux.never().subscribe();
    }

}
