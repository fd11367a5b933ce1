package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the page's policies with what is told of it.
 *
 * @param title its heading
 * @param policy as it is printed and completed
 * @param repository the text of the repository's own policy, if the page prints one
 * @param cast who takes part
 * @param owners who owns which path
 * @param lines what is told
 */
record Example(
        String title, Policy policy, Optional<String> repository, Cast cast, CodeOwners owners, List<Line> lines) {

    /** What is told of one request. An empty cell for the request means the one above. */
    record Line(String request, String votes, String answer, String why) {}

    static Example of(String title, Markdown section, PolicyText base) {
        List<String> blocks = section.blocks("yaml");
        Policy policy = base.with(blocks.get(0)).parse(title);
        Map<String, List<String>> teams = CodeOwners.teams(section);
        return new Example(
                title,
                policy,
                blocks.stream().filter(block -> block.contains("\ntighten:")).findFirst(),
                Cast.of(policy.people(), section, teams),
                CodeOwners.of(section, teams),
                lines(section));
    }

    private static List<Line> lines(Markdown section) {
        var lines = new ArrayList<Line>();
        String request = "";
        for (List<String> cells : section.table("request", "votes", "answer", "why")) {
            request = cells.get(0).isEmpty() ? request : cells.get(0);
            lines.add(new Line(request, cells.get(1), cells.get(2), cells.get(3)));
        }
        return lines;
    }
}
