// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The work of the application, such as {@code ASYNC:ENDLESS*2,GO:SHORT*1}.
 */
class Load {

    private static final Log logger = LogFactory.getLog(Load.class);

    private static final Pattern PART = Pattern.compile("(\\w+):(\\w+)\\*(\\d+)");

    private final Work work;

    private final List<String> load;

    Load(Work work, @Value("${chaos.load:}") List<String> load) {
        this.work = work;
        this.load = load;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        submit(this.load);
    }

    void submit(List<String> load) {
        for (String part : load) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(part);
            }
            for (int i = 0; i < Integer.parseInt(matcher.group(3)); i++) {
                this.work.submit(Way.valueOf(matcher.group(1)), Behaviour.valueOf(matcher.group(2)));
            }
        }
        logger.info("Chaos: all accepted");
    }

}
