package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.Target.Allowance;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTest {

    private final Target target = new Target(
            "payments",
            "https://deploy.example.com",
            Set.of(Environment.of("production")),
            Set.of(Action.DEPLOY),
            true,
            "https://deploy.example.com",
            Target.Proxy.NGINX,
            false,
            List.of(),
            List.of(
                    new Allowance(Set.of("POST"), List.of(PathPattern.of("deploy/*")), Set.of("deploy", "write")),
                    new Allowance(Set.of("POST"), List.of(PathPattern.of("deploy/canary")), Set.of("canary")),
                    new Allowance(Set.of("GET"), List.of(PathPattern.of("status"), PathPattern.of("*")), Set.of())));

    private Target.Answer answer(String method, String path, String... scopes) {
        return target.answer(method, RequestPath.of(path).orElseThrow(), List.of(scopes));
    }

    @Test
    void allowsWhatItNames_andTellsByWhichPattern() {
        assertThat(answer("POST", "/deploy/payments", "write", "deploy"))
                .isEqualTo(new Target.Answer("/deploy/*", Set.of()));
        assertThat(answer("POST", "/deploy/canary", "canary")).isEqualTo(new Target.Answer("/deploy/canary", Set.of()));
        assertThat(answer("GET", "/status")).isEqualTo(new Target.Answer("/status", Set.of()));
        assertThat(answer("GET", "/")).isEqualTo(new Target.Answer("/*", Set.of()));
    }

    @Test
    void deniesEverythingElse() {
        assertThat(answer("PUT", "/deploy/payments", "deploy", "write").fits()).isFalse();
        assertThat(answer("post", "/deploy/payments", "deploy", "write").fits()).isFalse();
        assertThat(answer("POST", "/deploy/payments/x", "deploy", "write").fits())
                .isFalse();
        assertThat(answer("POST", "/Deploy/payments", "deploy", "write").fits()).isFalse();
        assertThat(answer("POST", "/deploy", "deploy", "write").allows()).isFalse();
    }

    @Test
    void tellsWhichScopesAreLacking() {
        assertThat(answer("POST", "/deploy/payments", "write").lacking()).containsExactly("deploy");
        assertThat(answer("POST", "/deploy/canary").lacking()).containsExactlyInAnyOrder("deploy", "write");
        assertThat(answer("POST", "/deploy/canary").allows()).isFalse();
    }
}
