package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Everything that is known of a change, as pages of a dialog. A page holds at most {@value #PAGE} lines of a few hundred characters,
 * far below the 100 blocks and 250,000 characters that Slack takes.
 */
final class FullChange {

    static final String CALLBACK = "full_change";
    /** Beginning of the ids of the buttons that turn pages; each carries the page it leads to. */
    static final String TURN = "page_";

    private static final int PAGE = 60;
    private static final int NAMES = 20;
    private static final int TEXT = 300;
    private static final int JUSTIFICATION = 2900;
    /** A claim is no longer than this. */
    private static final int CLAIM = 1000;

    private final ReviewView view;
    private final List<Section> sections;
    private final int total;

    /** One part of the document; lines are made when they are shown. */
    private record Section(String title, int size, IntFunction<Line> line) {
        static <T> Section of(String title, List<T> items, Function<T, Line> line) {
            return new Section(title, items.size(), index -> line.apply(items.get(index)));
        }
    }

    FullChange(ReviewView view) {
        this.view = view;
        this.sections =
                sections(view).stream().filter(section -> section.size() > 0).toList();
        this.total = sections.stream().mapToInt(Section::size).sum();
    }

    private static List<Section> sections(ReviewView view) {
        var change = new ChangeLines(view.ask(), NAMES);
        var people = new PeopleLines(view);
        var sections = new ArrayList<Section>();
        sections.add(Section.of("Request", request(view, change, people), Function.identity()));
        sections.add(Section.of("Warnings", change.warnings(TEXT), Function.identity()));
        sections.add(Section.of("What an approval binds", bound(view, change), Function.identity()));
        sections.add(Section.of(
                "What the policy asks for", ThreadContent.explained(view, PAGE * 4, TEXT), Function.identity()));
        sections.add(Section.of("Votes", people.votes(Integer.MAX_VALUE, JUSTIFICATION), Function.identity()));
        sections.add(Section.of("Clicks without effect", people.refused(Integer.MAX_VALUE), Function.identity()));
        change.details().ifPresent(details -> {
            sections.add(commits(details, change));
            sections.add(Section.of("Pull requests", details.pullRequests(), pull -> change.pullRequest(pull, TEXT)));
            sections.add(Section.of("Files", details.files(), file -> ChangeLines.file(file, TEXT)));
        });
        return sections;
    }

    private static Section commits(ChangeDetails details, ChangeLines change) {
        int known = details.commits().size();
        int unread = Math.max(0, details.totalCommits() - known);
        return new Section(
                "Commits",
                known + (unread > 0 ? 1 : 0),
                index -> index < known
                        ? change.commit(details.commits().get(index), TEXT)
                        : Line.of("… " + Wording.plural(unread, "more commit", "more commits")
                                + " that could not be read"));
    }

    private static List<Line> request(ReviewView view, ChangeLines change, PeopleLines people) {
        var lines = new ArrayList<>(people.state());
        lines.add(people.whoAsks(change.links()));
        change.details()
                .ifPresent(details -> lines.add(new Line()
                        .strong("Project: ")
                        .show(details.project(), TEXT)
                        .say(" · ref ")
                        .code(details.ref().isEmpty() ? "unknown" : details.ref(), TEXT)));
        lines.add(change.fromTo());
        lines.add(change.extent());
        lines.add(change.checks());
        lines.addAll(change.told(CLAIM));
        Optional.ofNullable(view.ask().justification())
                .map((Personal<String> words) -> words.or("[erased]"))
                .ifPresent(words -> lines.add(new Line()
                        .strong("Why, in the requester's words: ")
                        .show(MessageContent.blankAsDash(words), JUSTIFICATION)));
        return lines;
    }

    private static List<Line> bound(ReviewView view, ChangeLines change) {
        var binding = view.ask().change().binding();
        var lines = new ArrayList<Line>();
        lines.add(new Line()
                .strong("Change digest: ")
                .code(view.ask().change().digest().hex(), TEXT));
        lines.add(new Line()
                .strong("Policy digest: ")
                .code(view.ask().terms().policy().hex(), TEXT));
        lines.add(new Line().strong("Issuer: ").code(binding.workload().issuer(), TEXT));
        lines.add(new Line()
                .strong("Pipeline: ")
                .code(binding.workload().pipeline(), TEXT)
                .say(" of project ")
                .code(binding.workload().projectId(), TEXT));
        lines.add(new Line().strong("Run and attempt: ").code(binding.run().toString(), TEXT));
        lines.add(new Line()
                .strong("Commit: ")
                .code(Optional.ofNullable(binding.commit()).orElse("unknown"), TEXT));
        lines.add(new Line()
                .strong("Pipeline definition: ")
                .code(
                        Optional.ofNullable(binding.definition())
                                .map(hash -> hash.hex())
                                .orElse("unknown"),
                        TEXT));
        lines.addAll(change.bound(NAMES, TEXT));
        return lines;
    }

    int pages() {
        return Math.max(1, (total + PAGE - 1) / PAGE);
    }

    /**
     * {@return one page as a modal}
     *
     * @param wanted from 0; pages that do not exist lead to the nearest
     * @param ticket what the dialog is recognised by
     */
    ObjectNode page(int wanted, String ticket) {
        int page = Math.min(Math.max(wanted, 0), pages() - 1);
        var blocks = new ArrayList<Block>();
        blocks.add(Block.header(MessageContent.headline(view)));
        blocks.addAll(content(page * PAGE));
        if (pages() > 1) {
            blocks.add(new Block(turning(page), ""));
        }
        blocks.add(Block.context("Page " + (page + 1) + " of " + pages() + " · request "
                + view.ask().id()));
        ObjectNode modal = Json.object("modal").put("callback_id", CALLBACK).put("private_metadata", ticket);
        modal.set("title", Json.plainText("Full change"));
        modal.set("close", Json.plainText("Close"));
        modal.set("blocks", Block.array(blocks));
        return modal;
    }

    private List<Block> content(int first) {
        var blocks = new ArrayList<Block>();
        int start = 0;
        for (Section section : sections) {
            int from = Math.max(0, first - start);
            int to = Math.min(section.size(), first + PAGE - start);
            if (from < to) {
                var lines = new ArrayList<Line>();
                for (int i = from; i < to; i++) {
                    lines.add(section.line().apply(i));
                }
                String range = from == 0 && to == section.size()
                        ? ""
                        : " (" + (from + 1) + " to " + to + " of " + section.size() + ")";
                blocks.add(Block.list(section.title() + range, lines));
            }
            start += section.size();
        }
        return blocks;
    }

    private ObjectNode turning(int page) {
        ObjectNode block = Json.object("actions").put("block_id", "pages");
        ArrayNode elements = block.putArray("elements");
        if (page > 0) {
            elements.add(Buttons.button(TURN + "first", "First", "0"));
            elements.add(Buttons.button(TURN + "previous", "Previous", String.valueOf(page - 1)));
        }
        if (page < pages() - 1) {
            elements.add(Buttons.button(TURN + "next", "Next", String.valueOf(page + 1)));
            elements.add(Buttons.button(TURN + "last", "Last", String.valueOf(pages() - 1)));
        }
        return block;
    }
}
