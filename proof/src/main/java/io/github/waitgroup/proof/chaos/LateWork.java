// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import jakarta.annotation.PreDestroy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;

/**
 * A bean that submits work when it is destroyed.
 */
@Profile("late")
class LateWork {

    private final Load load;

    private final List<String> late;

    LateWork(Load load, @Value("${chaos.late}") List<String> late) {
        this.load = load;
        this.late = late;
    }

    @PreDestroy
    void close() {
        this.load.submit(this.late);
    }

}
