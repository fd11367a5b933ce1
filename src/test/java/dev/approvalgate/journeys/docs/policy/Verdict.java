package dev.approvalgate.journeys.docs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Admission;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.domain.policy.Ruling;
import dev.approvalgate.journeys.docs.policy.Example.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what the policy says of one request with what the page tells of it. */
final class Verdict {

    private static final Pattern ANSWER =
            Pattern.compile("(approved|waits|rejected|refused|glass broken)(?: until (?:(\\S+) )?(\\d\\d:\\d\\d))?");
    private static final Map<String, Evaluation.Verdict> WORDS = Map.of(
            "approved", Evaluation.Verdict.APPROVED,
            "waits", Evaluation.Verdict.PENDING,
            "rejected", Evaluation.Verdict.REJECTED,
            "refused", Evaluation.Verdict.REFUSED);

    private final Example example;
    private final Line line;
    private final Proposal proposal;
    private final Hearing hearing;
    private final Why why;

    Verdict(Example example, Line line) {
        this.example = example;
        this.line = line;
        this.proposal = Told.of(line.request(), example);
        this.hearing = Hearing.of(line.votes(), example, proposal);
        this.why = Why.of(line.why(), example.cast());
    }

    void check() {
        Matcher answer = ANSWER.matcher(line.answer());
        assertThat(answer.matches()).as(line.answer()).isTrue();
        Evaluation evaluation = hearing.answer();
        if (answer.group(3) != null) {
            evaluation = waitingUntil(until(answer.group(2), answer.group(3)));
        }
        barred();
        rules();
        lifetime();
        boolean broken = answer.group(1).equals("glass broken");
        assertThat(hearing.isGlassBroken()).as("glass broken").isEqualTo(broken);
        if (!broken) {
            assertThat(evaluation.verdict()).isEqualTo(WORDS.get(answer.group(1)));
            reasons(evaluation);
        }
    }

    private Instant until(String date, String time) {
        String day = date == null
                ? proposal.openedAt().atZone(Told.VIENNA).toLocalDate().toString()
                : date;
        return Told.time(day, time);
    }

    /** Time alone turns the answer. */
    private Evaluation waitingUntil(Instant then) {
        assertThat(hearing.answerAt(then).verdict()).as("answer at " + then).isEqualTo(Evaluation.Verdict.APPROVED);
        return hearing.answerAt(then.minusSeconds(1));
    }

    private void barred() {
        Map<String, String> barred = new HashMap<>();
        hearing.barred().forEach((name, reason) -> barred.put(name, reason.code()));
        assertThat(why.barred()).as("whose votes do not count").isEqualTo(barred);
    }

    private Optional<Ruling> ruling() {
        var roster = new Roster(example.policy().people(), example.cast().directory(), proposal.openedAt());
        Admission admission = Admissions.admit(example.policy(), proposal, roster, proposal.openedAt());
        return Optional.ofNullable(admission.ruling());
    }

    /** Where there is only one it need not be named. */
    private void rules() {
        Set<String> applying = ruling().stream()
                .flatMap(ruling -> Stream.concat(
                        ruling.rules().stream().map(rule -> rule.id()),
                        ruling.tightenings().stream().map(added -> added.id())))
                .collect(Collectors.toSet());
        if (example.policy().rules().size() > 1 || !why.rules().isEmpty()) {
            assertThat(why.rules()).as("rules").isEqualTo(applying);
        }
    }

    private void lifetime() {
        for (String told : why.lifetimes()) {
            Ruling ruling = ruling().orElseThrow();
            Duration usual = ruling.lifetime();
            Duration lifetime = hearing.isGlassBroken()
                    ? ruling.breakGlass().map(BreakGlass::lifetime).orElseThrow()
                    : usual;
            assertThat(lifetime.toMinutes() + "m").isEqualTo(told);
        }
    }

    private void reasons(Evaluation evaluation) {
        var reasons = new HashSet<String>();
        var missing = new HashSet<String>();
        Explanation whole = evaluation.explanation();
        if (evaluation.verdict() == Evaluation.Verdict.PENDING) {
            collect(whole, reasons, missing);
        } else {
            Stream.ofNullable(whole.reason()).map(ReasonCode::code).forEach(reasons::add);
        }
        assertThat(why.reasons()).as("reasons").isEqualTo(reasons);
        if (reasons.isEmpty() || !why.missing().isEmpty()) {
            assertThat(why.missing()).as("what is missing").isEqualTo(missing);
        }
    }

    private static void collect(Explanation part, Set<String> reasons, Set<String> missing) {
        if (part.status() != Status.PENDING) {
            return;
        }
        Stream.ofNullable(part.reason()).map(ReasonCode::code).forEach(reasons::add);
        if (part.parts().isEmpty() && part.needed() > 0) {
            missing.add(
                    part.expected().endsWith("of its owners")
                                    || part.requirement().equals("different persons")
                            ? part.requirement()
                            : part.expected());
        }
        part.parts().forEach(inner -> collect(inner, reasons, missing));
    }
}
