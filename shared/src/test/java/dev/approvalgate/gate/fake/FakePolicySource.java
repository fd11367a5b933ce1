package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.PolicySource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A policy that a test replaces, hides, or changes between one look and the next. */
public final class FakePolicySource implements PolicySource {

    private final AtomicInteger looks = new AtomicInteger();
    private final Map<Sha256, Policy> past = new ConcurrentHashMap<>();
    private volatile IntFunction<Policy> answer;

    /** Begins with a policy. */
    public FakePolicySource(Policy policy) {
        set(policy);
    }

    /** Puts another policy into force. */
    public void set(Policy policy) {
        past.put(policy.digest(), policy);
        answer = look -> policy;
    }

    /** Answers each look by its number, from 1. */
    public void answer(IntFunction<Policy> byLook) {
        looks.set(0);
        answer = byLook;
    }

    /** Makes the policy unreadable. */
    public void unreadable() {
        answer = look -> {
            throw new GateException(ReasonCode.POLICY_UNREADABLE, "the policy was told to hide");
        };
    }

    /** {@return how often it was asked since the last {@link #answer}} */
    public int looks() {
        return looks.get();
    }

    @Override
    public Policy current() {
        Policy policy = answer.apply(looks.incrementAndGet());
        past.put(policy.digest(), policy);
        return policy;
    }

    @Override
    public Policy past(Sha256 digest) {
        Policy known = past.get(digest);
        if (known == null) {
            throw new GateException(
                    ReasonCode.POLICY_UNREADABLE, "no policy " + digest.prefix() + " was ever in force");
        }
        return known;
    }
}
