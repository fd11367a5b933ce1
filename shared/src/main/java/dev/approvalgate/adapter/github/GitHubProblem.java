package dev.approvalgate.adapter.github;

import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.work.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** GitHub answered, and the answer was no. */
final class GitHubProblem extends GateException {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private final int status;

    private GitHubProblem(ReasonCode reason, int status, String message) {
        super(reason, message);
        this.status = status;
    }

    /** {@return the HTTP status} */
    int status() {
        return status;
    }

    /** {@return whether GitHub knows of no such thing, or does not show it to this installation} */
    boolean isNotFound() {
        return status == 404 || status == 410;
    }

    /**
     * {@return what to throw for an answer that is no success}
     *
     * @param what the call, without secrets
     */
    static GateException of(String what, Reply reply, Instant now) {
        int status = reply.status();
        if (status == 429 || (status == 403 && isLimited(reply))) {
            return new RetryLater(
                    ReasonCode.HOST_UNREACHABLE, "GitHub limits our calls (" + what + ")", pause(reply, now));
        }
        if (status >= 500) {
            return new GitHubProblem(ReasonCode.HOST_UNREACHABLE, status, "GitHub answered " + status + " to " + what);
        }
        return switch (status) {
            case 401 ->
                new GitHubProblem(
                        ReasonCode.HOST_UNREACHABLE,
                        status,
                        "GitHub does not accept our credentials for " + what
                                + "; check App id, private key and this machine's clock, and whether the App is suspended");
            case 403 ->
                new GitHubProblem(
                        ReasonCode.CONFIGURATION_INVALID,
                        status,
                        "GitHub does not permit " + what + "; compare the App's permissions with the documented ones"
                                + " and let an owner accept them");
            case 404, 410 ->
                new GitHubProblem(
                        ReasonCode.HOST_FACT_MISMATCH,
                        status,
                        "GitHub shows nothing at " + what + "; it was deleted, or the App was uninstalled there or"
                                + " lost access to the repository");
            case 301, 302, 303, 307, 308 ->
                new GitHubProblem(
                        ReasonCode.HOST_FACT_MISMATCH,
                        status,
                        "GitHub pointed somewhere else for " + what + "; such redirects are not followed");
            default -> new GitHubProblem(ReasonCode.CONFLICT, status, "GitHub answered " + status + " to " + what);
        };
    }

    /** {@return the same problem of a token that GitHub does not give us, which says nothing of what the token was wanted for} */
    static GitHubProblem ofToken(GitHubProblem refused) {
        return new GitHubProblem(refused.reason(), 401, String.valueOf(refused.getMessage()));
    }

    /** {@return what a question to the directory returns; whatever is wrong on our side leaves it unanswered} */
    static <T> T inDirectory(Supplier<T> call) {
        try {
            return translating(ReasonCode.DIRECTORY_UNREADABLE, call);
        } catch (GitHubProblem e) {
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** {@return what a call returns; where GitHub is unavailable, the port's own reason is thrown instead} */
    static <T> T translating(ReasonCode reason, Supplier<T> call) {
        try {
            return call.get();
        } catch (RetryLater e) {
            throw new RetryLater(reason, String.valueOf(e.getMessage()), e.after());
        } catch (GateException e) {
            if (e.reason() == ReasonCode.HOST_UNREACHABLE) {
                throw new GateException(reason, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private static boolean isLimited(Reply reply) {
        return reply.headers().firstValue("retry-after").isPresent()
                || reply.headers().firstValue("x-ratelimit-remaining").equals(Optional.of("0"));
    }

    private static Duration pause(Reply reply, Instant now) {
        Duration asked = reply.headers()
                .firstValue("retry-after")
                .flatMap(Numbers::parse)
                .map(Duration::ofSeconds)
                .or(() -> reply.headers()
                        .firstValue("x-ratelimit-reset")
                        .flatMap(Numbers::parse)
                        .map(reset -> Duration.between(now, Instant.ofEpochSecond(reset))))
                .orElse(UNSAID);
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
