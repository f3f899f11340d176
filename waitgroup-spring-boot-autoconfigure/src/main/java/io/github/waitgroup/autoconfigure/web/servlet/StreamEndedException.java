// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;

/**
 * What an application gets that goes on writing to a stream which the drain has ended: to
 * it, as if the client had hung up.
 */
class StreamEndedException extends IOException {

    private static final long serialVersionUID = 1;

    StreamEndedException() {
        super("This stream was ended because the application shuts down: its client has seen a clean end"
                + " and may connect again elsewhere");
    }

}
