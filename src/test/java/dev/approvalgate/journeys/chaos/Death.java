package dev.approvalgate.journeys.chaos;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Kills the gate once, at the first call of a kind to a vendor. The gate never hears the answer. */
final class Death implements Interceptor {

    private final Predicate<Call> moment;
    private final boolean done;
    private final Runnable kill;
    private final AtomicBoolean pending = new AtomicBoolean(true);
    private volatile boolean come;

    /**
     * @param moment at which call
     * @param done whether the vendor does first what it was asked, else it never learns of it
     * @param kill returns when the gate is dead
     */
    Death(Predicate<Call> moment, boolean done, Runnable kill) {
        this.moment = moment;
        this.done = done;
        this.kill = kill;
    }

    @Override
    public Optional<Answer> before(Call call) {
        return !done && moment.test(call) ? strike() : Optional.empty();
    }

    @Override
    public Optional<Answer> after(Call call, Answer answer) {
        return done && moment.test(call) ? strike() : Optional.empty();
    }

    Optional<Answer> strike() {
        if (!pending.compareAndSet(true, false)) {
            return Optional.empty();
        }
        kill.run();
        come = true;
        return Optional.of(Answer.dropped());
    }

    /** {@return whether the gate was killed} */
    boolean hasCome() {
        return come;
    }
}
