package dev.approvalgate.journeys.chaos;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A vendor that fails for the next few calls of a kind. */
final class Trouble {

    private final Predicate<Call> where;
    private final Answer answer;
    private final AtomicInteger left;
    private final AtomicLong first = new AtomicLong();

    private Trouble(Predicate<Call> where, int times, Answer answer) {
        this.where = where;
        this.answer = answer;
        this.left = new AtomicInteger(times);
    }

    /** Answers so instead of doing what was asked. */
    static Trouble instead(LoopbackServer vendor, Predicate<Call> where, int times, Answer answer) {
        var trouble = new Trouble(where, times, answer);
        vendor.intercept(new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return trouble.meet(call);
            }
        });
        return trouble;
    }

    /** Does what was asked, and answers so. */
    static Trouble afterwards(LoopbackServer vendor, Predicate<Call> where, int times, Answer answer) {
        var trouble = new Trouble(where, times, answer);
        vendor.intercept(new Interceptor() {
            @Override
            public Optional<Answer> after(Call call, Answer real) {
                return trouble.meet(call);
            }
        });
        return trouble;
    }

    private Optional<Answer> meet(Call call) {
        if (!where.test(call) || left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            return Optional.empty();
        }
        first.compareAndSet(0, System.nanoTime());
        return Optional.of(answer);
    }

    /** {@return how many more calls will fail} */
    int left() {
        return left.get();
    }

    /** {@return the time since the first call failed} */
    Duration sinceFirst() {
        return Duration.ofNanos(System.nanoTime() - first.get());
    }
}
