package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.gate.port.HostTokenStore;
import dev.approvalgate.gate.port.HostTokens;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.token.HostGrants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CI host that mints tokens for an hour and can be out of reach, with a store and a vault for them. */
public final class FakeHost implements HostTokens, HostTokenStore, KeyVault {

    private final WorkQueue work;
    private final Clock clock;
    private final Map<String, GitHubTerms> living = new LinkedHashMap<>();
    private final List<String> revoked = new ArrayList<>();
    private final Map<String, SealedToken> kept = new HashMap<>();
    private boolean reachable = true;
    private boolean willing = true;

    /** A host that works. */
    public FakeHost(WorkQueue work, Clock clock) {
        this.work = work;
        this.clock = clock;
    }

    /** {@return the grants over it} */
    public HostGrants grants() {
        return new HostGrants(this, this, this, work, clock);
    }

    /** Whether it answers. */
    public void reachable(boolean answers) {
        reachable = answers;
    }

    /** Whether it lets the gate have tokens. */
    public void willing(boolean mints) {
        willing = mints;
    }

    /** {@return the tokens that it accepts, and what for} */
    public Map<String, GitHubTerms> living() {
        return Map.copyOf(living);
    }

    /** {@return how often it was asked to revoke something that it accepted} */
    public List<String> revoked() {
        return List.copyOf(revoked);
    }

    /** {@return how many sealed tokens are kept} */
    public int kept() {
        return kept.size();
    }

    @Override
    public String audience() {
        return "https://api.github.com";
    }

    @Override
    public Minted mint(HostRef host, GitHubTerms terms) {
        requireReachable();
        if (!willing) {
            throw new GateException(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED, "the host does not want to");
        }
        String value = "ghs_" + (living.size() + revoked.size());
        living.put(value, terms);
        return new Minted(Secret.of(value), clock.instant().plus(Duration.ofHours(1)));
    }

    @Override
    public void revoke(Secret token) {
        requireReachable();
        if (living.remove(token.reveal()) != null) {
            revoked.add(token.reveal());
        }
    }

    private void requireReachable() {
        if (!reachable) {
            throw new GateException(ReasonCode.HOST_UNREACHABLE, "the host is out of reach");
        }
    }

    @Override
    public void put(SealedToken token) {
        kept.put(token.id(), token);
    }

    @Override
    public Optional<SealedToken> find(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public void erase(String id) {
        kept.remove(id);
    }

    @Override
    public byte[] seal(byte[] plain, String context) {
        return (context + "|" + new String(plain, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        String text = new String(sealed, StandardCharsets.UTF_8);
        if (!text.startsWith(context + "|")) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, "sealed as something else");
        }
        return text.substring(context.length() + 1).getBytes(StandardCharsets.UTF_8);
    }
}
