package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JenkinsRealmTest {

    @ParameterizedTest
    @CsvSource({
        "https://ci.example.com/approval-gate, ci.example.com",
        "https://CI.example.com:443/approval-gate, ci.example.com",
        "http://ci.example.com:80/approval-gate, ci.example.com",
        "http://ci.example.com:443/approval-gate, ci.example.com:443",
        "http://ci.example.com:8080/approval-gate, ci.example.com:8080",
        "https://ci.example.com/a/approval-gate, ci.example.com/a",
        "https://ci.example.com/b/approval-gate, ci.example.com/b",
        "https://ci.example.com:8443/Teams/b/approval-gate, ci.example.com:8443/Teams/b",
        "https://ci.example.com/a/oidc, ci.example.com/a",
        "https://ci.example.com/a/oidc/job/payments, ci.example.com/a",
        "https://ci.example.com/approval-gate/approval-gate, ci.example.com/approval-gate",
        "https://keys.example.com/jenkins-a, keys.example.com/jenkins-a",
        "http://build_host:8080/a/approval-gate, build_host:8080/a",
        "http://[::1]:8080/approval-gate, [::1]:8080",
    })
    void threat13_controllersOfOneHostHaveRealmsOfTheirOwn(String issuer, String realm) {
        assertThat(JenkinsRealm.of(issuer)).isEqualTo(realm);
    }
}
