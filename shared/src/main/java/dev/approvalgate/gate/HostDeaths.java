package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.token.HostGrants;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees to it that no token of the CI host dies in the record alone, whatever records the death.
 */
final class HostDeaths {

    private HostDeaths() {}

    /** {@return the commit, with the work that revokes at the host what dies in it} */
    static Commit following(History history, Commit commit) {
        Set<String> dying = commit.events().stream()
                .filter(TokenEvent.Revoked.class::isInstance)
                .map(event -> ((TokenEvent.Revoked) event).id())
                .collect(Collectors.toSet());
        if (dying.isEmpty()) {
            return commit;
        }
        var work = new ArrayList<Work>(commit.work());
        for (DomainEvent event : history.events()) {
            if (event instanceof TokenEvent.Minted minted
                    && minted.kind() == TokenKind.GITHUB_INSTALLATION
                    && dying.contains(minted.id())) {
                Instant now = commit.events().get(0).at();
                work.add(HostGrants.revocation(new RequestId(commit.stream()), minted.id(), minted.at(), now));
            }
        }
        return new Commit(
                commit.stream(), commit.expectedVersion(), commit.events(), work, commit.claims(), commit.documents());
    }
}
