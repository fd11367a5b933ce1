package dev.approvalgate.domain.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition whose answer is always the same.
 *
 * @param answer the answer
 * @param asked what it was asked about
 */
record SomeCondition(Truth answer, List<ConditionInput> asked) implements Condition {

    SomeCondition(Truth answer) {
        this(answer, new ArrayList<>());
    }

    @Override
    public String source() {
        return answer.name();
    }

    @Override
    public Truth holds(ConditionInput input) {
        asked.add(input);
        return answer;
    }
}
