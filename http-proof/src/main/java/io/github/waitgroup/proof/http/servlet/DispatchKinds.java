// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import java.io.IOException;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Answers that somebody else gives.
 */
@Controller
class DispatchKinds {

    private final Middle middle;

    DispatchKinds(Middle middle) {
        this.middle = middle;
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/inner/forward";
    }

    @GetMapping("/include")
    void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        // The head of the answer goes first: an included resource has no say in it
        response.flushBuffer();
        request.getRequestDispatcher("/inner/include").include(request, response);
    }

    @GetMapping("/failing")
    void failing(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    @GetMapping("/inner/{kind}")
    @ResponseBody
    String inner(@PathVariable String kind) {
        this.middle.reached(kind);
        this.middle.await();
        return Bodies.text(kind);
    }

}
