package dev.approvalgate.adapter.cel;

import com.google.common.collect.ImmutableList;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Condition;
import dev.approvalgate.domain.policy.ConditionInput;
import dev.approvalgate.domain.policy.Truth;
import dev.approvalgate.gate.port.ConditionCompiler;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiles conditions in the Common Expression Language. They see {@code identity}, {@code request}, {@code change} and {@code time};
 * {@code docs/reference.md} has their fields. A misspelt field, a wrong type or anything that could cost much is an error when the
 * policy is loaded: at most {@value #LONGEST} characters, two loops within one another, no building of texts or lists, regular
 * expressions by RE2 (linear in time).
 *
 * <p>At run time a condition that needs something unknown, fails, or takes more than {@value #MOST_STEPS} steps is unknown.
 */
public final class CelConditions implements ConditionCompiler {

    /** The longest condition, in characters. */
    public static final int LONGEST = 2000;

    /** So many passes through its loops a condition may take in all. */
    public static final int MOST_STEPS = 50_000;

    private static final int DEEPEST = 50;
    private static final int LARGEST_REGEX_PROGRAM = 500;

    private final Cel cel;

    /** Makes a compiler. It is safe for use by several threads, and so is what it compiles. */
    public CelConditions() {
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(CelOptions.current()
                        .maxExpressionCodePointSize(LONGEST)
                        .maxParseRecursionDepth(DEEPEST)
                        .comprehensionMaxIterations(MOST_STEPS)
                        .maxRegexProgramSize(LARGEST_REGEX_PROGRAM)
                        .enableUnknownTracking(true)
                        // The planner knows no other way.
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .setTypeProvider(new CelTypes())
                .setResultType(SimpleType.BOOL)
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.FILTER);
        CelTypes.VARIABLES.forEach(builder::addVar);
        this.cel = builder.build();
    }

    @Override
    public Condition compile(String source) {
        try {
            CelAbstractSyntaxTree tree = cel.compile(source).getAst();
            CelLimits.check(tree);
            return new Compiled(source, cel.createProgram(tree));
        } catch (CelValidationException e) {
            throw wrong(e.getErrors().stream().map(CelConditions::say).collect(Collectors.joining("; ")));
        } catch (CelLimits.Beyond e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (CelEvaluationException e) {
            throw wrong("it cannot be evaluated");
        }
    }

    private static String say(CelIssue issue) {
        return issue.getMessage() + " (column " + (issue.getSourceLocation().getColumn() + 1) + ")";
    }

    private static GateException wrong(String why) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, why);
    }

    /** {@return every field that a condition may look at, by what has it, such as {@code change.paths} and {@code file.path}} */
    public static List<String> fields() {
        return ImmutableList.copyOf(CelTypes.fields());
    }

    /** Two are equal where they were written alike. */
    private record Compiled(String source, Program program) implements Condition {

        @Override
        public Truth holds(ConditionInput input) {
            try {
                Object answer = program.eval(CelFacts.of(input));
                return answer instanceof Boolean yes ? Truth.of(yes) : Truth.UNKNOWN;
            } catch (CelEvaluationException | RuntimeException e) {
                // Whatever it is: what cannot be computed is unknown, and counts against whoever asks.
                return Truth.UNKNOWN;
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Compiled that && source.equals(that.source);
        }

        @Override
        public int hashCode() {
            return source.hashCode();
        }

        @Override
        public String toString() {
            return source;
        }
    }
}
