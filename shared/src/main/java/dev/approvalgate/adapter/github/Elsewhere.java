package dev.approvalgate.adapter.github;

import dev.approvalgate.gate.ReviewView;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Leads to where a request can be answered with a reason. GitHub's buttons carry none. */
final class Elsewhere {

    private Elsewhere() {}

    /**
     * {@return links to a request's messages in other channels}
     *
     * @param what what a link is called, before the channel's name
     * @param otherwise what to say where there are no links
     */
    static String of(ReviewView view, String what, String otherwise) {
        var links = new ArrayList<String>();
        for (Map.Entry<String, String> link : new TreeMap<>(view.permalinks()).entrySet()) {
            if (!link.getKey().equals(GitHubCheckChannel.KIND) && MarkdownLink.isPlain(link.getValue())) {
                links.add(MarkdownLink.of(what + " " + link.getKey(), link.getValue()));
            }
        }
        return links.isEmpty() ? otherwise : String.join(", ", links);
    }
}
