package dev.approvalgate.adapter.config;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in targets. */
class TargetFaultsTest {

    private static final String FORM =
            " is not of the right form; it must be a pattern with a slash at its beginning and something after it, such as /deploy/**";

    private static final String POLICY = PolicyTexts.MINIMAL + """
            targets:
              - id: payments
                audience: https://deploy.example.com
                environments: [Production, staging]
                url: https://deploy.example.com:8443
                proxy: forwarded
                clients: [10.0.0.0/8, "2001:db8::1"]
                allow:
                  - { methods: [POST, PUT], paths: ["/deploy/**"] }
                  - { methods: [GET], paths: ["/status"] }
            """;

    private static Arguments change(String what, String by, String... faults) {
        if (!POLICY.contains(what)) {
            throw new IllegalArgumentException("the policy does not contain " + what);
        }
        return Faults.text(POLICY.replace(what, by), faults);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "    url: https://deploy.example.com:8443\n    proxy: forwarded\n",
                        "",
                        "policy.yaml:23:5: targets[0].url: is missing; add it",
                        "policy.yaml:23:5: targets[0].proxy: is missing; add it"),
                change(
                        "    url: https://deploy.example.com:8443\n",
                        "    url: https://deploy.example.com/base\n",
                        "policy.yaml:26:10: targets[0].url: must have no path; write scheme, host and port only"),
                change(
                        "    url: https://deploy.example.com:8443\n",
                        "    url: http://deploy.example.com\n",
                        "policy.yaml:26:10: targets[0].url: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "proxy: forwarded",
                        "proxy: traefik",
                        "policy.yaml:27:12: targets[0].proxy: \"traefik\" is not known here; known values are forwarded, nginx, path"),
                change(
                        "proxy: forwarded",
                        "proxies: forwarded",
                        "policy.yaml:23:5: targets[0].proxy: is missing; add it",
                        "policy.yaml:27:5: targets[0].proxies: unknown key; known keys are actions, allow, audience, break_glass, clients, environments, id, proxy, secret, url"),
                change(
                        "proxy: forwarded",
                        "proxy: forwarded\n    secret: none",
                        "policy.yaml:29:14: targets[0].clients: cannot be told from what just anybody says, and with secret: none anybody may ask; remove it, or remove secret and give the target a secret in gate.yaml"),
                change(
                        "proxy: forwarded",
                        "proxy: forwarded\n    secret: hunter2",
                        "policy.yaml:28:13: targets[0].secret: \"hunter2\" is not known here; known values are none, required"),
                change(
                        "[10.0.0.0/8, ",
                        "[10.0.0.1/8, ",
                        "policy.yaml:28:15: targets[0].clients[0]: \"10.0.0.1/8\" is no range of addresses; write one such as 10.0.0.0/8 or 2001:db8::/32, with zeros after its length"),
                change(
                        "[10.0.0.0/8, ",
                        "[gate.example.com, ",
                        "policy.yaml:28:15: targets[0].clients[0]: \"gate.example.com\" is no range of addresses; write one such as 10.0.0.0/8 or 2001:db8::/32, with zeros after its length"),
                change(
                        "methods: [GET]",
                        "methods: [get]",
                        "policy.yaml:31:21: targets[0].allow[1].methods[0]: \"get\" is not of the right form; it must be a method of HTTP in capital letters, such as POST"),
                change(
                        "methods: [GET]",
                        "methods: []",
                        "policy.yaml:31:20: targets[0].allow[1].methods: is an empty list; name at least one"),
                change(
                        "paths: [\"/status\"]",
                        "paths: [status]",
                        "policy.yaml:31:35: targets[0].allow[1].paths[0]: \"status\"" + FORM),
                change(
                        "paths: [\"/status\"]",
                        "paths: [\"/\"]",
                        "policy.yaml:31:35: targets[0].allow[1].paths[0]: \"/\"" + FORM),
                change(
                        "paths: [\"/status\"]",
                        "paths: [\"//status\"]",
                        "policy.yaml:31:35: targets[0].allow[1].paths[0]: \"//status\" is no pattern; a pattern has 1 to 255 characters, at most eight stars, and no slash at its beginning"),
                change(
                        "{ methods: [GET], paths: [\"/status\"] }",
                        "{ methods: [GET], path: \"/status\" }",
                        "policy.yaml:31:9: targets[0].allow[1].paths: is missing; add it",
                        "policy.yaml:31:27: targets[0].allow[1].path: unknown key; did you mean \"paths\"?"),
                change(
                        "targets:\n",
                        "targets:\n  - { id: payments, audience: x, environments: [production], url: https://x.example.com, proxy: path, allow: [{ methods: [GET], paths: [\"/x\"] }] }\n",
                        "policy.yaml:24:9: targets[1].id: the target \"payments\" is there twice, first in line 23; rename or remove one"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
