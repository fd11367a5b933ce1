package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One living token a job, whatever it asks for: a run may open requests that differ in a parameter only, and each has a stream of its own.
 * Tokens of one job for the same environment and action are numbered through all of them, and each number is claimed once, so that two
 * requests cannot mint in the same moment.
 */
final class Turns {

    private static final String PREFIX = "turn:";

    private final Ports ports;
    private final Journal journal;
    private final Duration leeway;

    /** Takes turns; what has expired for less than the leeway may still live at a target. */
    Turns(Ports ports, Journal journal, Duration leeway) {
        this.ports = ports;
        this.journal = journal;
        this.leeway = leeway;
    }

    /**
     * What the next token of a job needs.
     *
     * @param claim to be claimed with the token
     * @param holder another request that the job holds a living token of; then it gets none of this one
     */
    record Turn(String claim, Optional<RequestId> holder) {}

    /** {@return whether it is a claim of a turn} */
    static boolean isClaim(String claim) {
        return claim.startsWith(PREFIX);
    }

    Turn next(Ask ask, String job, TokenGrant grant, Instant now) {
        ChangeBinding binding = ask.change().binding();
        int minted = grant.mintedFor(job).size();
        Optional<RequestId> holder = Optional.empty();
        for (RequestId other : ports.index().redeemedBy(binding, job)) {
            if (!other.equals(ask.id())) {
                TokenGrant theirs = TokenGrant.of(journal.load(other).events());
                minted += theirs.mintedFor(job).size();
                holder = mayLive(theirs, job, now) ? Optional.of(other) : holder;
            }
        }
        return new Turn(claim(binding, job, minted + 1), holder);
    }

    private boolean mayLive(TokenGrant grant, String job, Instant now) {
        return grant.unrevokedOf(job).stream()
                .anyMatch(token -> now.isBefore(token.expiresAt().plus(leeway)));
    }

    /** Hashed, so that no name of a host's making can pass for two. */
    private static String claim(ChangeBinding binding, String job, int number) {
        List<Object> turn = List.of(
                binding.workload().issuer(),
                binding.workload().projectId(),
                binding.run().id(),
                binding.run().attempt(),
                binding.environment().key(),
                binding.action().name(),
                job,
                number);
        return PREFIX + Sha256.of(CanonicalJson.bytes(turn)).hex();
    }
}
