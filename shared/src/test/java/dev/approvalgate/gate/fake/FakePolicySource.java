package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.PolicySource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A policy that a test replaces, hides, or changes between one look and the next. */
public final class FakePolicySource implements PolicySource {

    private final AtomicInteger looks = new AtomicInteger();
    private volatile IntFunction<Policy> answer;

    /** Begins with a policy. */
    public FakePolicySource(Policy policy) {
        this.answer = look -> policy;
    }

    /** Puts another policy into force. */
    public void set(Policy policy) {
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
        return answer.apply(looks.incrementAndGet());
    }
}
