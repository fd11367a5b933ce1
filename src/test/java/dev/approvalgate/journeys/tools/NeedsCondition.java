package dev.approvalgate.journeys.tools;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests whose tools are missing, or fails them where nothing may be skipped. */
final class NeedsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                .flatMap(needs -> Stream.of(needs.value()))
                .flatMap(tool -> tool.missing().stream())
                .findFirst();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything is there");
        }
        if (System.getProperty("gate.require", "none").equals("all")) {
            throw new IllegalStateException(missing.get() + ", and -Dgate.require=all lets no test be skipped");
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }
}
