package dev.approvalgate.journeys.world;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Keeps every call that a stand-in served, with its answer. */
public final class Calls implements Interceptor {

    private final List<Made> made = new CopyOnWriteArrayList<>();

    /**
     * One call.
     *
     * @param call what was asked
     * @param answer what was answered
     */
    public record Made(Call call, Answer answer) {}

    @Override
    public Optional<Answer> after(Call call, Answer answer) {
        made.add(new Made(call, answer));
        return Optional.empty();
    }

    /** {@return all calls so far, in the order they were answered} */
    public List<Made> all() {
        return List.copyOf(made);
    }

    /** {@return the calls of a method whose path ends so} */
    public List<Made> of(String method, String pathEnd) {
        return where(call -> call.method().equals(method) && call.path().endsWith(pathEnd));
    }

    /** {@return the calls that meet a condition} */
    public List<Made> where(Predicate<Call> wanted) {
        return made.stream().filter(one -> wanted.test(one.call())).toList();
    }
}
