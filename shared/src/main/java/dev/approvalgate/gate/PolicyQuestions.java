package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.PolicyReplay.Replayed;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.util.List;
import java.util.Locale;

/**
 * What people ask of policies without deciding anything: nothing is recorded, and no vote or token comes of it. Groups of other systems
 * are read as they are now; what cannot be read is told, never guessed.
 */
public final class PolicyQuestions {

    private final Ports ports;
    private final Journal journal;

    PolicyQuestions(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
    }

    /**
     * {@return how a request was decided or, while it waits, what the policy in force and the one that it was opened under say of it now}
     *
     * @throws dev.approvalgate.domain.approval.GateException with {@code request_not_found}; with {@code policy_unreadable} where the
     *     policy that it was opened under cannot be read
     */
    public Explained explain(RequestId id) {
        ApprovalRequest request = journal.request(id);
        return Explained.recorded(request).orElseGet(() -> now(request));
    }

    private Explained now(ApprovalRequest request) {
        var directory = new PartialDirectory(ports.directory());
        Evaluation answer = new Judge(ports.reading(directory))
                .of(request.ask(), request.votes(), List.of(), Freshness.RECENT)
                .evaluation();
        return new Explained(
                request, answer.verdict().name().toLowerCase(Locale.ROOT), answer.explanation(), directory.unread());
    }

    /** {@return what a draft says of the newest requests, newest first, at most {@value PolicyReplay#MOST}} */
    public List<Replayed> replay(Policy draft, int limit) {
        var directory = new PartialDirectory(ports.directory());
        return new PolicyReplay(
                        ports.events(),
                        ports.index(),
                        ports.links(),
                        groups -> directory.members(groups, Freshness.RECENT))
                .newest(draft, limit);
    }
}
