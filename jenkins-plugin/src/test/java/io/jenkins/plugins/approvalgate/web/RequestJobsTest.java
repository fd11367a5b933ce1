package io.jenkins.plugins.approvalgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestJobsTest {

    private static final RequestId SHOWN = new RequestId("req_0123456789abcdefghjkmnpqrs");
    private static final RequestId HIDDEN = new RequestId("req_0123456789abcdefghjkmnpqrt");

    private final List<RequestId> read = new ArrayList<>();
    private final RequestJobs jobs = new RequestJobs(Set.of("payments/deploy")::contains);

    private Optional<String> read(RequestId id) {
        read.add(id);
        return Optional.of(id.equals(SHOWN) ? "payments/deploy" : "secret/plans");
    }

    @Test
    void requestsOfHiddenJobsAreNotEvenCounted() {
        assertThat(jobs.visible(List.of(HIDDEN, SHOWN), this::read)).containsExactly(SHOWN);
    }

    @Test
    void theJobOfARequestIsReadOnce() {
        jobs.visible(List.of(HIDDEN, SHOWN), this::read);
        jobs.visible(List.of(HIDDEN, SHOWN), this::read);
        assertThat(read).containsExactly(HIDDEN, SHOWN);
    }

    @Test
    void whatIsGoneIsNotShown() {
        assertThat(jobs.visible(List.of(SHOWN), id -> Optional.empty())).isEmpty();
    }
}
