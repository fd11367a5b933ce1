package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.port.RequestIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The index over a {@link MemoryStore}: folds every stream at each call, so it can never be behind. */
final class MemoryIndex implements RequestIndex {

    private record Entry(ApprovalRequest request, List<DomainEvent> events) {
        ChangeBinding binding() {
            return request.ask().change().binding();
        }

        boolean isOf(String issuer, String projectId) {
            return binding().workload().issuer().equals(issuer)
                    && binding().workload().projectId().equals(projectId);
        }

        RequestId id() {
            return request.ask().id();
        }
    }

    private final MemoryStore store;

    MemoryIndex(MemoryStore store) {
        this.store = store;
    }

    /** Newest first. */
    private List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (List<DomainEvent> events : store.streams().values()) {
            if (events.get(0) instanceof ApprovalEvent.Opened) {
                entries.add(new Entry(ApprovalRequest.of(events), events));
            }
        }
        Collections.reverse(entries);
        return entries;
    }

    private List<RequestId> where(Predicate<Entry> wanted) {
        return entries().stream().filter(wanted).map(Entry::id).toList();
    }

    @Override
    public Optional<RequestId> byDigest(Sha256 digest) {
        return where(entry -> entry.request().ask().change().digest().equals(digest)).stream()
                .findFirst();
    }

    @Override
    public List<RequestId> ofRun(String issuer, String projectId, Run run, Environment environment) {
        return entries().stream()
                .filter(entry -> entry.isOf(issuer, projectId)
                        && entry.binding().run().equals(run)
                        && entry.binding().environment().equals(environment))
                .sorted(Comparator.comparing(MemoryIndex::rank))
                .map(Entry::id)
                .toList();
    }

    @Override
    public List<RequestId> redeemedBy(ChangeBinding binding, String job) {
        return where(entry ->
                entry.isOf(binding.workload().issuer(), binding.workload().projectId())
                        && entry.binding().run().equals(binding.run())
                        && entry.binding().environment().equals(binding.environment())
                        && entry.binding().action().equals(binding.action())
                        && TokenGrant.of(entry.events()).jobs().contains(job));
    }

    private static int rank(Entry entry) {
        return entry.request()
                .decision()
                .map(decision -> decision.allows() ? 0 : 2)
                .orElse(1);
    }

    @Override
    public List<RequestId> pendingOfRun(String issuer, String projectId, String runId) {
        return where(entry -> entry.isOf(issuer, projectId)
                && entry.binding().run().id().equals(runId)
                && entry.request().isPending());
    }

    @Override
    public List<RequestId> allOfRun(String issuer, String projectId, String runId) {
        return where(entry ->
                entry.isOf(issuer, projectId) && entry.binding().run().id().equals(runId));
    }

    @Override
    public Optional<Baseline> running(WorkloadKey workload, Action action, Environment environment) {
        return entries().stream()
                .filter(entry -> entry.binding().workload().equals(workload)
                        && entry.binding().action().equals(action)
                        && entry.binding().environment().equals(environment)
                        && entry.binding().commit() != null
                        && entry.request().revoked().isEmpty())
                .flatMap(entry -> TokenGrant.of(entry.events()).firstMintedAt().stream()
                        .map(since -> new Baseline(entry.binding().commit(), since, entry.id())))
                .max(Comparator.comparing(Baseline::since));
    }

    @Override
    public List<Row> newest(boolean pendingOnly, int limit) {
        return entries().stream()
                .filter(entry -> !pendingOnly || entry.request().isPending())
                .limit(limit)
                .map(entry -> row(entry.request()))
                .toList();
    }

    private static Row row(ApprovalRequest request) {
        Instant openedAt = request.ask().terms().openedAt();
        return new Row(
                request.ask().id(),
                request.ask().requester().identity(),
                request.ask().environment().key(),
                request.ask().change().binding().commit(),
                request.decision().map(Decision::outcome).orElse(null),
                openedAt,
                request.ask().terms().deadline());
    }

    @Override
    public int pendingOf(String issuer, String projectId) {
        return where(entry -> entry.isOf(issuer, projectId) && entry.request().isPending())
                .size();
    }

    @Override
    public List<RequestId> pendingOf(String issuer) {
        return where(entry -> entry.binding().workload().issuer().equals(issuer)
                && entry.request().isPending());
    }

    @Override
    public List<RequestId> pendingOf(WorkloadKey workload, Action action, Environment environment) {
        return where(entry -> entry.binding().workload().equals(workload)
                && entry.binding().action().equals(action)
                && entry.binding().environment().equals(environment)
                && entry.request().isPending());
    }

    @Override
    public int openedSince(WorkloadKey workload, Instant since) {
        return where(entry -> entry.binding().workload().equals(workload)
                        && !entry.request().ask().terms().openedAt().isBefore(since))
                .size();
    }

    @Override
    public List<RequestId> unreviewed(String identity) {
        return where(entry -> identity.equals(entry.request().ask().requester().identity())
                && entry.request().glass().isPresent()
                && entry.request().reviewed().isEmpty());
    }

    @Override
    public int overdueReviews(Instant now) {
        return where(entry -> entry.request().isReviewOverdue(now)).size();
    }
}
