// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.web.EndingThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Counts the sessions of a handler, from the handshake to the close, and each of their
 * messages.
 */
class CountedWebSocketHandler extends WebSocketHandlerDecorator {

    private final WaitGroup group;

    private final String label;

    private final EndingThreads closer;

    private final Map<String, SessionUnit> sessions = new ConcurrentHashMap<>();

    CountedWebSocketHandler(WebSocketHandler delegate, WaitGroup group, String label, EndingThreads closer) {
        super(delegate);
        this.group = group;
        this.label = label;
        this.closer = closer;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        Registration unit;
        try {
            unit = this.group.register(this.label);
        }
        catch (RejectedExecutionException ex) {
            session.close(CloseStatus.GOING_AWAY);
            return;
        }
        SessionUnit counted = new SessionUnit(session, unit, this.closer);
        SessionUnit before = this.sessions.put(session.getId(), counted);
        if (before != null) {
            // Clients of SockJS choose the id, and may open a session twice: it closes
            // once
            before.ended();
        }
        counted.work(() -> {
            unit.openEnded(counted::end);
            super.afterConnectionEstablished(session);
        });
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        work(this.sessions.get(session.getId()), () -> super.handleMessage(session, message));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) throws Exception {
        SessionUnit counted = this.sessions.remove(session.getId());
        try {
            work(counted, () -> super.afterConnectionClosed(session, closeStatus));
        }
        finally {
            if (counted != null) {
                counted.ended();
            }
        }
    }

    private static void work(@Nullable SessionUnit session, SessionUnit.Work work) throws Exception {
        if (session != null) {
            session.work(work);
        }
        else {
            work.run();
        }
    }

}
