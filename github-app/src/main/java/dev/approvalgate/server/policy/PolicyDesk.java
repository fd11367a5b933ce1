package dev.approvalgate.server.policy;

import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.PolicyQuestions;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Answers questions about policies in the server, a few at a time, so that they never crowd out votes. Decides and records nothing. */
public final class PolicyDesk {

    /** How a draft is called in its faults; whoever sent it knows its name. */
    public static final String DRAFT = "draft";

    private static final int AT_ONCE = 2;

    private final PolicyQuestions questions;
    private final BiFunction<String, Policy.Origin, Policy> reader;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /**
     * Answers by what a gate knows.
     *
     * @param reader makes a policy of a text
     */
    public PolicyDesk(PolicyQuestions questions, BiFunction<String, Policy.Origin, Policy> reader) {
        this.questions = questions;
        this.reader = reader;
    }

    /**
     * {@return how a request was decided, or what it still needs}
     *
     * @throws GateException with {@code request_not_found}; with {@code server_busy} where others are being answered
     */
    public ExplainAnswer explain(RequestId id) {
        return alone(() -> ExplainAnswer.of(questions.explain(id)));
    }

    /**
     * {@return what a draft would change}
     *
     * @param draft the policy's text
     * @param limit of the newest requests
     * @throws FaultyDraft with {@code configuration_invalid} where the draft has faults
     * @throws GateException with {@code server_busy} where others are being answered
     */
    public ReplayAnswer replay(String draft, int limit) {
        return alone(() -> ReplayAnswer.of(questions.replay(read(draft), limit)));
    }

    private Policy read(String draft) {
        try {
            return reader.apply(draft, Policy.Origin.file(DRAFT));
        } catch (ConfigProblem wrong) {
            throw new FaultyDraft(wrong);
        }
    }

    private <T> T alone(Supplier<T> question) {
        if (!room.tryAcquire()) {
            throw new GateException(
                    ReasonCode.SERVER_BUSY,
                    AT_ONCE + " questions about policies are being answered; ask again in a moment");
        }
        try {
            return question.get();
        } finally {
            room.release();
        }
    }
}
