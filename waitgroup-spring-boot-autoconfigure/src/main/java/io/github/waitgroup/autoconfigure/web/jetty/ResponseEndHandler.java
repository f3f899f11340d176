// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells a request that its response has ended: Jetty has written all of it, or has given
 * up.
 */
class ResponseEndHandler extends Handler.Wrapper {

    ResponseEndHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ResponseEnd end = new ResponseEnd();
        request.setAttribute(ResponseEnd.ATTRIBUTE, end);
        Request.addCompletionListener(request, (failure) -> end.come());
        return super.handle(request, response, callback);
    }

}
