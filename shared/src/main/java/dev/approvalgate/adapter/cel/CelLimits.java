package dev.approvalgate.adapter.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses conditions that could cost much, or that go round the types. A condition can look at lists and count, but it cannot build
 * anything that is larger than what it looks at.
 */
final class CelLimits {

    /** One loop within another looks at pairs; more would be too much for a change of hundreds of files. */
    private static final int DEEPEST_LOOP = 2;

    private static final int MOST_LOOPS = 10;
    private static final int LONGEST_REGEX = 200;
    private static final Set<String> REFUSED = Set.of("dyn", "type");
    private static final Set<CelType> ADDABLE =
            Set.of(SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE, SimpleType.DURATION, SimpleType.TIMESTAMP);

    private final CelAbstractSyntaxTree tree;
    private int loops;

    private CelLimits(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** A condition is beyond the limits. */
    static final class Beyond extends Exception {
        Beyond(String message) {
            super(message);
        }
    }

    static void check(CelAbstractSyntaxTree tree) throws Beyond {
        new CelLimits(tree).look(tree.getExpr(), 0);
    }

    private void look(CelExpr at, int depth) throws Beyond {
        switch (at.exprKind().getKind()) {
            case IDENT -> {
                String name = at.ident().name();
                if (CelTypes.VARIABLES.get(name) != null && !name.equals(CelTypes.TIME)) {
                    throw beyond(name + " cannot be used as a whole, only its fields", at);
                }
            }
            case SELECT -> {
                CelExpr operand = at.select().operand();
                if (operand.exprKind().getKind() != Kind.IDENT) {
                    look(operand, depth);
                }
            }
            case CALL -> call(at, depth);
            case LIST -> each(at.list().elements(), depth);
            case MAP, STRUCT -> throw beyond("nothing can be built here", at);
            case COMPREHENSION -> loop(at, at.comprehension(), depth);
            case CONSTANT, NOT_SET -> {}
        }
    }

    private void call(CelExpr at, int depth) throws Beyond {
        CelCall call = at.call();
        if (REFUSED.contains(call.function())) {
            throw beyond(call.function() + "() is not available", at);
        }
        if (call.function().equals("_+_") && !ADDABLE.contains(tree.getTypeOrThrow(at.id()))) {
            throw beyond("only numbers, times and durations can be added", at);
        }
        if (call.function().equals("matches")) {
            regex(last(call), at);
        }
        if (call.function().startsWith("get") && !call.args().isEmpty()) {
            zone(last(call), at);
        }
        if (call.target().isPresent()) {
            look(call.target().get(), depth);
        }
        each(call.args(), depth);
    }

    private static CelExpr last(CelCall call) {
        return call.args().get(call.args().size() - 1);
    }

    private void loop(CelExpr at, CelComprehension loop, int depth) throws Beyond {
        if (depth == DEEPEST_LOOP) {
            throw beyond("loops are nested deeper than " + DEEPEST_LOOP + " levels", at);
        }
        if (++loops > MOST_LOOPS) {
            throw beyond("there are more than " + MOST_LOOPS + " loops", at);
        }
        look(loop.iterRange(), depth);
        // What a macro makes of its arguments: the list that filter() collects is added to here, and by nobody else.
        step(loop.loopStep(), loop.accuVar(), depth + 1);
    }

    private void step(CelExpr at, String collected, int depth) throws Beyond {
        boolean collecting = at.exprKind().getKind() == Kind.CALL
                && at.call().function().equals("_+_")
                && at.call().args().get(0).identOrDefault().name().equals(collected);
        if (collecting) {
            return;
        }
        if (at.exprKind().getKind() == Kind.CALL) {
            CelCall call = at.call();
            if (call.function().equals("_?_:_")
                    || call.function().equals("_&&_")
                    || call.function().equals("_||_")) {
                for (CelExpr part : call.args()) {
                    step(part, collected, depth);
                }
                return;
            }
        }
        look(at, depth);
    }

    private void each(List<CelExpr> parts, int depth) throws Beyond {
        for (CelExpr part : parts) {
            look(part, depth);
        }
    }

    private void regex(CelExpr pattern, CelExpr at) throws Beyond {
        String source = constant(pattern).orElseThrow(() -> beyond("the pattern of matches() must be written out", at));
        if (source.length() > LONGEST_REGEX) {
            throw beyond("the pattern of matches() is longer than " + LONGEST_REGEX + " characters", pattern);
        }
        try {
            Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            throw beyond("the pattern of matches() is wrong: " + e.getDescription(), pattern);
        }
    }

    private void zone(CelExpr zone, CelExpr at) throws Beyond {
        String name = constant(zone).orElseThrow(() -> beyond("the time zone must be written out", at));
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw beyond("there is no such time zone", zone);
        }
    }

    private static Optional<String> constant(CelExpr at) {
        return at.exprKind().getKind() == Kind.CONSTANT && at.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(at.constant().stringValue())
                : Optional.empty();
    }

    private Beyond beyond(String message, CelExpr at) {
        Integer offset = tree.getSource().getPositionsMap().get(at.id());
        return new Beyond(offset == null ? message : message + " (column " + (offset + 1) + ")");
    }
}
