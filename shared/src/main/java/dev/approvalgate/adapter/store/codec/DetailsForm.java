package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChangeDetails.Checks;
import dev.approvalgate.domain.approval.ChangeDetails.Commit;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.RequestId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The form of a change's details. Lies beside the ledger as one personal value. */
final class DetailsForm {

    private DetailsForm() {}

    static Map<String, Object> write(ChangeDetails details) {
        return new Out()
                .with("project", details.project())
                .with("url", details.url())
                .value("public", details.isPublic())
                .with("ref", details.ref())
                .with("triggered_by", details.triggeredBy())
                .with("event", details.event())
                .value("running", writeFact(details.running(), DetailsForm::writeBaseline))
                .with("commits", details.commits(), DetailsForm::writeCommit)
                .value("total_commits", details.totalCommits())
                .with("pull_requests", details.pullRequests(), DetailsForm::writePullRequest)
                .with("files", details.files(), DetailsForm::writeFile)
                .with("risks", details.risks(), DetailsForm::writeRisk)
                .value("checks", writeFact(details.checks(), DetailsForm::writeChecks))
                .value("complete", details.complete())
                .map();
    }

    static ChangeDetails read(In in) {
        return new ChangeDetails(
                in.text("project"),
                in.textOrNull("url"),
                in.flag("public"),
                in.text("ref"),
                in.text("triggered_by"),
                in.text("event"),
                readFact(in.at("running"), DetailsForm::readBaseline),
                in.list("commits", DetailsForm::readCommit),
                in.integer("total_commits"),
                in.list("pull_requests", DetailsForm::readPullRequest),
                in.list("files", DetailsForm::readFile),
                in.list("risks", risk -> new Risk(risk.constant("kind", RiskKind.class), risk.texts("paths"))),
                readFact(in.at("checks"), DetailsForm::readChecks),
                in.flag("complete"));
    }

    private static <T> Map<String, Object> writeFact(Fact<T> fact, Function<T, Object> writer) {
        T value = fact.value();
        return new Out()
                .value("known", value == null ? null : writer.apply(value))
                .with("unknown_because", fact.unknownBecause())
                .map();
    }

    private static <T> Fact<T> readFact(In in, Function<In, T> reader) {
        return new Fact<>(in.orNull("known", reader), in.textOrNull("unknown_because"));
    }

    private static Object writeBaseline(Baseline baseline) {
        return new Out()
                .with("commit", baseline.commit())
                .with("since", baseline.since())
                .with("request", baseline.request().value())
                .map();
    }

    private static Baseline readBaseline(In in) {
        return new Baseline(in.text("commit"), in.instant("since"), new RequestId(in.text("request")));
    }

    private static Object writeCommit(Commit commit) {
        return new Out()
                .with("id", commit.id())
                .with("title", commit.title())
                .with("author", commit.author())
                .value("verified", commit.verified())
                .map();
    }

    private static Commit readCommit(In in) {
        return new Commit(in.text("id"), in.text("title"), in.text("author"), in.flag("verified"));
    }

    private static Object writePullRequest(PullRequest pull) {
        return new Out()
                .value("number", pull.number())
                .with("title", pull.title())
                .with("author", pull.author())
                .with("approved_by", pull.approvedBy())
                .with("merged_by", pull.mergedBy())
                .with("labels", pull.labels())
                .map();
    }

    private static PullRequest readPullRequest(In in) {
        return new PullRequest(
                in.integer("number"),
                in.text("title"),
                in.text("author"),
                in.texts("approved_by"),
                in.textOrNull("merged_by"),
                in.atOrNull("labels") == null ? List.of() : in.texts("labels"));
    }

    private static Object writeFile(FileChange file) {
        return new Out()
                .with("path", file.path())
                .with("status", file.status())
                .value("additions", file.additions())
                .value("deletions", file.deletions())
                .with("previous_path", file.previousPath())
                .map();
    }

    private static FileChange readFile(In in) {
        return new FileChange(
                in.text("path"),
                in.text("status"),
                in.integer("additions"),
                in.integer("deletions"),
                in.textOrNull("previous_path"));
    }

    private static Object writeRisk(Risk risk) {
        return new Out().with("kind", risk.kind()).with("paths", risk.paths()).map();
    }

    private static Object writeChecks(Checks checks) {
        return new Out()
                .value("passed", checks.passed())
                .value("failed", checks.failed())
                .value("pending", checks.pending())
                .with("failing", checks.failing())
                .map();
    }

    private static Checks readChecks(In in) {
        return new Checks(in.integer("passed"), in.integer("failed"), in.integer("pending"), in.texts("failing"));
    }
}
