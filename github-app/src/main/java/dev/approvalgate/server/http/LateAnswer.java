package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of callers that wait, at most 30 seconds. They hold no thread; when the drain begins they are answered at once. */
final class LateAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(LateAnswer.class);
    private static final int LONGEST_WAIT = 30;

    private LateAnswer() {}

    /**
     * {@return how long a caller says that it waits ({@code ?wait=SECONDS}); not at all where it says nothing}
     *
     * @throws GateException with {@code request_malformed}
     */
    static Duration wait(HttpServletRequest request) {
        String given = request.getParameter("wait");
        if (given == null) {
            return Duration.ZERO;
        }
        if (!given.matches("[0-9]{1,2}") || Integer.parseInt(given) > LONGEST_WAIT) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED, "wait must be a whole number of seconds from 0 to " + LONGEST_WAIT);
        }
        return Duration.ofSeconds(Integer.parseInt(given));
    }

    /**
     * Answers when something has come to pass, or the drain has begun.
     *
     * @param wait how long that takes at most
     * @param json what is answered then
     */
    static void when(
            CompletionStage<?> passed, Drain drain, AsyncContext context, Duration wait, Supplier<String> json) {
        context.setTimeout(wait.plusSeconds(15).toMillis());
        var unused = CompletableFuture.anyOf(
                        passed.toCompletableFuture(), drain.begun().toCompletableFuture())
                .whenCompleteAsync((first, failure) -> answer(context, failure, json));
    }

    private static void answer(AsyncContext context, @Nullable Throwable failure, Supplier<String> json) {
        var response = (HttpServletResponse) context.getResponse();
        try {
            if (failure == null) {
                Answers.json(response, 200, json.get());
            } else {
                LOG.error("waiting failed", failure);
                Answers.problem(response, Problem.internal());
            }
        } catch (GateException e) {
            tell(response, Problem.of(e));
        } catch (IOException e) {
            LOG.debug("a waiting caller has gone", e);
        } finally {
            context.complete();
        }
    }

    private static void tell(HttpServletResponse response, Problem problem) {
        try {
            Answers.problem(response, problem);
        } catch (IOException e) {
            LOG.debug("a waiting caller has gone", e);
        }
    }
}
