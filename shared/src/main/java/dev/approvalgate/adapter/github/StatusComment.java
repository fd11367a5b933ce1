package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.TreeMap;

/** What stands beside a waiting deployment on GitHub: Markdown of at most 1024 characters. */
final class StatusComment {

    static final int LONGEST = 1024;

    private static final int LONGEST_LINK = 300;

    private StatusComment() {}

    static String waiting(ReviewView view) {
        var text = new StringBuilder("**Waiting for a person's decision** until ")
                .append(Wording.time(view.ask().terms().deadline()))
                .append(". Needed: ")
                .append(ShownPeople.of(view).needed())
                .append('.');
        new TreeMap<>(view.permalinks()).forEach((channel, link) -> {
            if (link.length() <= LONGEST_LINK && MarkdownLink.isPlain(link)) {
                text.append(' ').append(MarkdownLink.of("Open in " + channel, link));
            }
        });
        return bounded(text.toString(), view.ask().id());
    }

    static String settled(ReviewView view, Decision decision) {
        ShownPeople people = ShownPeople.of(view);
        return bounded(
                people.outcome(decision) + "."
                        + people.revoked().map(who -> " " + who + ".").orElse("") + new GlassMarkdown(people).inShort(),
                view.ask().id());
    }

    /** {@return what every comment of ours about a request ends with} */
    static String mark(RequestId id) {
        return "(request " + id + ")";
    }

    private static String bounded(String text, RequestId id) {
        String mark = " " + mark(id);
        int room = LONGEST - mark.length();
        // A cut inside a code span or a link leaves literal text, which says less and can do nothing.
        String kept = text.codePointCount(0, text.length()) <= room
                ? text
                : text.substring(0, text.offsetByCodePoints(0, room - 1)) + "…";
        return kept + mark;
    }
}
