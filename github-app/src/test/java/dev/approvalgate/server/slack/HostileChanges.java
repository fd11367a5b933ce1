package dev.approvalgate.server.slack;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes that try to break whatever shows them. */
final class HostileChanges {

    private static final List<String> PIECES = List.of(
            "\u202E",
            "\u2066",
            "\u200B",
            "\u0000",
            "\n",
            "\r\n",
            "<!channel>",
            "<!here>",
            "<@U0000000002>",
            "<https://evil.example|ok>",
            "*bold*",
            "_it_",
            "~gone~",
            "`code`",
            "```",
            ">quote",
            "&amp;",
            ":smile:",
            "@channel",
            "\uD83D",
            "😀",
            "שלום",
            "\u0301",
            "\u3164",
            "\uFE0F",
            "| ",
            "\\",
            "\"",
            "{{",
            "https://evil.example/",
            "\t",
            "a",
            "Ω");

    private HostileChanges() {}

    /** {@return 255 characters or so of everything bad} */
    static String text(Random random, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** {@return 10,000 commits, 3,000 files, 200 pull requests} */
    static Facts large() {
        return of(new Random(1), 10_000, 3_000, 200);
    }

    static Facts of(Random random, int commits, int files, int pulls) {
        var commitList = new ArrayList<ChangeDetails.Commit>();
        for (int i = 0; i < commits; i++) {
            commitList.add(new ChangeDetails.Commit(
                    String.format("%040x", random.nextLong() & Long.MAX_VALUE),
                    text(random, 255),
                    text(random, 100),
                    i % 2 == 0));
        }
        var fileList = new ArrayList<ChangeDetails.FileChange>();
        for (int i = 0; i < files; i++) {
            fileList.add(new ChangeDetails.FileChange(text(random, 400), text(random, 10), i, 7, null));
        }
        var pullList = new ArrayList<ChangeDetails.PullRequest>();
        for (int i = 0; i < pulls; i++) {
            pullList.add(new ChangeDetails.PullRequest(
                    i, text(random, 255), text(random, 80), many(random, 30), text(random, 80), List.of()));
        }
        var details = new ChangeDetails(
                text(random, 300),
                "https://github.com/acme/payments",
                false,
                "refs/heads/" + text(random, 255),
                text(random, 100),
                text(random, 100),
                Fact.unknown(text(random, 500)),
                commitList,
                commits + 17,
                pullList,
                fileList,
                Arrays.stream(RiskKind.values())
                        .map(kind -> new ChangeDetails.Risk(kind, many(random, 300)))
                        .toList(),
                random.nextBoolean()
                        ? Fact.unknown(text(random, 900))
                        : Fact.known(new ChangeDetails.Checks(0, 1000, 1000, many(random, 10))),
                false);
        return new Facts(
                FakeIdentity.COMMIT, Changes.DEFINITION, Changes.byAuthor().contributors(), details, Ownership.none());
    }

    static List<String> many(Random random, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(text(random, 255));
        }
        return texts;
    }
}
