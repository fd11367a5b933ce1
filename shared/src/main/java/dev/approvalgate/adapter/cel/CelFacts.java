package dev.approvalgate.adapter.cel;

import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.policy.ConditionInput;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.PartialVars;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what is asked into the form that conditions look at. A field without a value here is unknown to them. */
final class CelFacts {

    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    private CelFacts() {}

    static PartialVars of(ConditionInput input) {
        Map<String, Object> request = request(input.proposal());
        Map<String, Object> change = change(input.proposal().change());
        var unknown = Stream.concat(missing(CelTypes.REQUEST, request), missing(CelTypes.CHANGE, change))
                .map(CelAttributePattern::fromQualifiedIdentifier)
                .toArray(CelAttributePattern[]::new);
        return PartialVars.of(
                Map.of(
                        CelTypes.IDENTITY,
                        identity(input.identity(), input.proposal().claims()),
                        CelTypes.REQUEST,
                        request,
                        CelTypes.CHANGE,
                        change,
                        CelTypes.TIME,
                        input.now()),
                unknown);
    }

    private static Stream<String> missing(String variable, Map<String, Object> known) {
        String prefix = variable + ".";
        return CelTypes.fields().stream()
                .filter(field -> field.startsWith(prefix) && !known.containsKey(field.substring(prefix.length())));
    }

    private static Map<String, Object> identity(RegisteredIdentity identity, Map<String, String> claims) {
        return Map.of(
                "id", identity.id(),
                "owner", identity.owner(),
                "issuer", identity.workload().issuer(),
                "project", identity.workload().projectId(),
                "pipeline", identity.workload().pipeline(),
                "claims", claims);
    }

    private static Map<String, Object> request(Proposal proposal) {
        ChangeBinding binding = proposal.change().binding();
        var request = new HashMap<String, Object>(Map.of(
                "action", binding.action().name(),
                "environment", binding.environment().key(),
                "artifacts", binding.artifacts(),
                "scopes", binding.scopes(),
                "parameters", binding.parameters()));
        Personal<String> justification = proposal.justification();
        put(request, "justification", justification == null ? "" : justification.value());
        return request;
    }

    private static Map<String, Object> change(Change change) {
        var known = new HashMap<String, Object>();
        known.put("complete", change.complete());
        put(known, "commit", change.binding().commit());
        ChangeDetails details = change.details().value();
        if (details != null) {
            whatRuns(known, details);
        }
        if (details != null && change.complete()) {
            known.put("authors", authors(change.contributors()));
            whatChanged(known, details);
        }
        return known;
    }

    private static void whatRuns(Map<String, Object> known, ChangeDetails details) {
        put(known, "project", ifSaid(details.project()));
        put(known, "event", ifSaid(details.event()));
        String ref = ifSaid(details.ref());
        // A name of which nobody knows whether it is a branch's or a tag's is neither.
        if (ref != null && ref.startsWith("refs/")) {
            known.put("ref", ref);
            known.put("branch", ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : "");
            known.put("tag", ref.startsWith(TAG) ? ref.substring(TAG.length()) : "");
        }
    }

    /** Of a comparison that was not read in full nothing is said: what is missing could turn any answer. */
    private static void whatChanged(Map<String, Object> known, ChangeDetails details) {
        known.put("files", details.files().stream().map(CelFacts::file).toList());
        known.put(
                "paths",
                details.files().stream()
                        .flatMap(file -> Stream.concat(Stream.of(file.path()), Stream.ofNullable(file.previousPath())))
                        .distinct()
                        .toList());
        known.put("additions", (long) details.additions());
        known.put("deletions", (long) details.deletions());
        // Reviewers are shown the newest; what is said of all of them must be known of all of them.
        if (details.commits().size() >= details.totalCommits()) {
            known.put(
                    "commits", details.commits().stream().map(CelFacts::commit).toList());
        }
        known.put("total_commits", (long) details.totalCommits());
        known.put(
                "pull_requests",
                details.pullRequests().stream().map(CelFacts::pullRequest).toList());
        known.put(
                "labels",
                details.pullRequests().stream()
                        .flatMap(pull -> pull.labels().stream())
                        .distinct()
                        .toList());
        known.put(
                "risks",
                details.risks().stream()
                        .map(risk -> risk.kind().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    private static long authors(List<Contributor> contributors) {
        // Whoever cannot be named may be anybody: each counts.
        return contributors.stream()
                .filter(contributor -> contributor.role() == Contributor.Role.AUTHOR)
                .map(contributor -> Objects.requireNonNullElse((Object) contributor.account(), new Object()))
                .distinct()
                .count();
    }

    private static Map<String, Object> file(ChangeDetails.FileChange file) {
        return Map.of(
                "path", file.path(),
                "previous_path", orEmpty(file.previousPath()),
                "status", file.status(),
                "additions", (long) file.additions(),
                "deletions", (long) file.deletions());
    }

    private static Map<String, Object> commit(ChangeDetails.Commit commit) {
        return Map.of(
                "id", commit.id(), "title", commit.title(), "author", commit.author(), "verified", commit.verified());
    }

    private static Map<String, Object> pullRequest(ChangeDetails.PullRequest pull) {
        return Map.of(
                "number", (long) pull.number(),
                "title", pull.title(),
                "author", pull.author(),
                "merged_by", orEmpty(pull.mergedBy()),
                "approved_by", pull.approvedBy(),
                "labels", pull.labels());
    }

    private static void put(Map<String, Object> known, String field, @Nullable String value) {
        if (value != null) {
            known.put(field, value);
        }
    }

    private static @Nullable String ifSaid(String text) {
        return text.isBlank() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
