// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Work that comes with a request.
 */
@RestController
class Requests {

    private final Work work;

    Requests(Work work) {
        this.work = work;
    }

    /**
     * Works on the thread of the request.
     * @param behaviour what the work does
     * @return the answer
     */
    @GetMapping("/task/{behaviour}")
    String work(@PathVariable("behaviour") Behaviour behaviour) {
        this.work.accept("GET /task/{behaviour}", behaviour).run();
        return "done";
    }

    /**
     * Works for ever, on no thread.
     * @return never an answer
     */
    @GetMapping("/flow")
    Mono<String> flow() {
        Unit unit = this.work.accept("GET /flow", Behaviour.ENDLESS);
        this.work.started(unit);
        return Mono.never();
    }

}
