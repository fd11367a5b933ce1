package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which of the requests that wait somebody may know of. The job of a request is read once for as long as it waits, and each job is asked
 * once a page: the number stands in the menu of many pages.
 */
final class RequestJobs {

    private final Map<RequestId, String> known = new ConcurrentHashMap<>();
    private final Predicate<String> maySee;

    /**
     * Knows nothing yet.
     *
     * @param maySee whether the one who looks may see a job, by its full name
     */
    RequestJobs(Predicate<String> maySee) {
        this.maySee = maySee;
    }

    /**
     * {@return those that the one who looks may know of, in the same order}
     *
     * @param waiting all that wait
     * @param read reads the full name of a request's job; empty where the request is gone
     */
    List<RequestId> visible(List<RequestId> waiting, Function<RequestId, Optional<String>> read) {
        known.keySet().retainAll(Set.copyOf(waiting));
        Map<String, Boolean> answers = new HashMap<>();
        return waiting.stream()
                .filter(id -> job(id, read)
                        .map(job -> answers.computeIfAbsent(job, maySee::test))
                        .orElse(false))
                .toList();
    }

    private Optional<String> job(RequestId id, Function<RequestId, Optional<String>> read) {
        String job = known.get(id);
        if (job != null) {
            return Optional.of(job);
        }
        Optional<String> found = read.apply(id);
        found.ifPresent(name -> known.put(id, name));
        return found;
    }
}
