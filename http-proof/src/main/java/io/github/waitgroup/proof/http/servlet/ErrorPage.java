// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * An error page, slow where it is the answer that is tried.
 */
@Controller
class ErrorPage implements ErrorController {

    private final Middle middle;

    ErrorPage(Middle middle) {
        this.middle = middle;
    }

    @RequestMapping("/error")
    ResponseEntity<String> page(HttpServletRequest request) {
        String kind = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).substring(1);
        if ("failing".equals(kind)) {
            this.middle.reached(kind);
            this.middle.await();
        }
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return ResponseEntity.status((status != null) ? status : 500).body(Bodies.text(kind));
    }

}
