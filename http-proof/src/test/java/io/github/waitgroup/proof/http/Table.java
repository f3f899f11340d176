// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the document: a line for each kind, two columns for each server, and only
 * what is the same in each run.
 *
 * @param cells the processes
 */
record Table(Cells cells) {

    String toMarkdown() throws Exception {
        List<String> lines = new ArrayList<>();
        lines
            .add(line("", Server.all().stream().flatMap((server) -> Stream.of(server.title() + ", stock", "starter"))));
        lines.add(line("---", Server.all().stream().flatMap((server) -> Stream.of("---", "---"))));
        for (Kind kind : Kind.all()) {
            List<String> seen = new ArrayList<>();
            for (Server server : Server.all()) {
                seen.add(seen(server, Setup.STOCK, kind));
                seen.add(seen(server, Setup.ALL, kind));
            }
            lines.add(line(kind.title(), seen.stream()));
        }
        return String.join("\n", lines);
    }

    private String seen(Server server, Setup setup, Kind kind) throws Exception {
        if (!kind.isOn(server)) {
            return "–";
        }
        String race = (setup == Setup.STOCK) ? Known.race(server, kind) : null;
        return (race != null) ? race : this.cells.get(server, setup).seen(kind);
    }

    private static String line(String title, Stream<String> cells) {
        return Stream.concat(Stream.of(title), cells).collect(Collectors.joining(" | ", "| ", " |"));
    }

}
