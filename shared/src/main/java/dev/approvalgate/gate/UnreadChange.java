package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.port.ChangeSource;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The change of a pipeline whose host we cannot read: what its verified token says, and the rest honestly unknown. */
public final class UnreadChange implements ChangeSource {

    /** The claim in which a host says itself which pipeline definition runs: SHA-256, 64 hexadecimal digits in lower case. */
    public static final String DEFINITION = "definition_sha256";

    /** The claim in which a host says, as {@code true}, that it cannot tell all who started a run. */
    public static final String TRIGGER_UNKNOWN = "trigger_unknown";

    /** The claim in which a host says itself, as {@code false}, that not everybody may read what a run prints. */
    public static final String PROJECT_PUBLIC = "project_public";

    /** For hosts that have no reader. */
    public UnreadChange() {}

    @Override
    public Facts read(WorkloadIdentity identity, HostRef host, Optional<ChangeDetails.Baseline> running) {
        return facts(identity, "this host's records are not connected");
    }

    static Facts facts(WorkloadIdentity identity, String because) {
        var claims = identity.claims();
        String project = claims.getOrDefault("repository", identity.key().projectId());
        var details = new ChangeDetails(
                project,
                null,
                // What is not known to be private is treated as if everybody could read what we write there.
                !"false".equals(claims.get(PROJECT_PUBLIC)),
                claims.getOrDefault("ref", ""),
                claims.getOrDefault("actor", ""),
                claims.getOrDefault("event_name", ""),
                Fact.unknown(because),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Fact.unknown(because),
                false);
        // Somebody wrote it; nobody can be told from them, and none of them can be barred.
        var author = new Contributor(Contributor.Role.AUTHOR, null, false);
        List<Contributor> contributors = Boolean.parseBoolean(claims.get(TRIGGER_UNKNOWN))
                ? List.of(author, new Contributor(Contributor.Role.TRIGGER, null, false))
                : List.of(author);
        return new Facts(
                claims.get("sha"),
                definition(claims.get(DEFINITION)),
                contributors,
                details,
                Ownership.unknown(because));
    }

    private static @Nullable Sha256 definition(@Nullable String hex) {
        return hex == null ? null : new Sha256(hex);
    }
}
