package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.PolicyCase;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a policy did with a case.
 *
 * @param tried the case
 * @param answer what the policy says
 * @param faults how that differs from what was expected; empty where it does not
 */
record CaseResult(PolicyCase tried, Evaluation answer, List<String> faults) {

    static CaseResult of(Policy policy, PolicyCase tried) {
        Evaluation answer =
                PolicyEvaluator.evaluate(policy, tried.proposal(), tried.votes(), tried.directory(), tried.at());
        var faults = new ArrayList<String>();
        PolicyCase.Expected expected = tried.expected();
        if (answer.verdict() != expected.outcome()) {
            faults.add("expected " + word(expected.outcome()) + ", is " + word(answer.verdict()));
        }
        Set<String> reasons = new TreeSet<>();
        PolicyReplay.reasons(answer.explanation()).stream()
                .map(ReasonCode::code)
                .forEach(reasons::add);
        expected.reasons().stream()
                .filter(reason -> !reasons.contains(reason))
                .sorted()
                .forEach(reason -> faults.add("expected the reason " + reason + "; the reasons are "
                        + (reasons.isEmpty() ? "none" : String.join(", ", reasons))));
        String rule = expected.rule();
        if (rule != null && !answer.explanation().requirement().equals("rule " + rule)) {
            faults.add("expected rule " + rule + ", applies "
                    + answer.explanation().requirement());
        }
        Set<PersonId> counted = expected.counted();
        if (counted != null && !counted.equals(counted(answer.explanation()))) {
            faults.add("expected to count " + people(counted) + ", counts " + people(counted(answer.explanation())));
        }
        return new CaseResult(tried, answer, faults);
    }

    boolean holds() {
        return faults.isEmpty();
    }

    List<String> lines() {
        if (holds()) {
            return List.of("ok    " + tried.name());
        }
        var lines = new ArrayList<String>();
        lines.add("FAIL  " + tried.name() + " (" + tried.place() + ")");
        faults.forEach(fault -> lines.add("      " + fault));
        Wording.explain(answer.explanation(), PersonId::value).forEach(line -> lines.add("        " + line));
        return lines;
    }

    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", tried.name());
        members.put("ok", holds());
        members.put("outcome", word(answer.verdict()));
        members.put("faults", faults);
        members.put("explanation", Wording.explain(answer.explanation(), PersonId::value));
        return members;
    }

    static String word(Evaluation.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Set<PersonId> counted(Explanation explanation) {
        var persons = new HashSet<>(explanation.counted());
        explanation.parts().forEach(part -> persons.addAll(counted(part)));
        return persons;
    }

    private static String people(Set<PersonId> persons) {
        return persons.isEmpty()
                ? "nobody"
                : String.join(
                        ", ", persons.stream().map(PersonId::value).sorted().toList());
    }
}
