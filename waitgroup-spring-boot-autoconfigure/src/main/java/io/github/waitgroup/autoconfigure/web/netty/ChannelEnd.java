// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * What to do when the request that a channel is at has ended. A channel, which is a
 * connection or a stream of one, is at one request at a time.
 */
final class ChannelEnd {

    private static final AttributeKey<ChannelEnd> KEY = AttributeKey.valueOf(ChannelEnd.class.getName());

    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();

    static void attach(Channel channel) {
        channel.attr(KEY).set(new ChannelEnd());
    }

    static @Nullable ChannelEnd of(Channel channel) {
        return channel.attr(KEY).get();
    }

    void then(Runnable action) {
        replace(action);
    }

    void come() {
        replace(null);
    }

    private void replace(@Nullable Runnable next) {
        Runnable before = this.action.getAndSet(next);
        if (before != null) {
            before.run();
        }
    }

}
