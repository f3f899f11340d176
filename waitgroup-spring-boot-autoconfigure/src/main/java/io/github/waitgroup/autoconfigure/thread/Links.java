// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.List;

import org.springframework.beans.factory.DisposableBean;

/**
 * What a context has left with a registry and a drain that may be those of a parent
 * context, and takes away when it closes.
 */
class Links implements DisposableBean {

    private final List<Runnable> links;

    Links(Runnable... links) {
        this.links = List.of(links);
    }

    @Override
    public void destroy() {
        for (Runnable link : this.links) {
            link.run();
        }
    }

}
