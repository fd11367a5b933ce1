package dev.approvalgate.journeys.jenkins;

import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts that set a controller up: its configuration as code, and the gate's policy. */
final class JenkinsFiles {

    /** Where Jenkins is, as the policy writes it. */
    private static final String HOST = "127.0.0.1";

    private JenkinsFiles() {}

    /** How Slack reaches a controller. */
    enum Way {
        /** By a socket that the controller keeps open. */
        SOCKET,
        /** By calls that it signs. */
        CALLS
    }

    /** {@return jenkins.yaml of a controller that asks in itself, with Slack} */
    static String embedded(int port, SlackStandIn slack, Way way) {
        SlackApp app = slack.workspace().app();
        return controller(port)
                + """
                  approvalGate:
                    policyFile: "approval-gate/policy.yaml"
                    slackTeam: "%s"
                    slackApp: "%s"
                    slackWorkspaceUrl: "%s"
                    slackApiUrl: "%s"
                    slackBotTokenId: "slack-bot-token"
                    %s: "slack-way"
                credentials:
                  system:
                    domainCredentials:
                      - credentials:
                          - string: { id: "slack-bot-token", scope: GLOBAL, secret: "%s" }
                          - string: { id: "slack-way", scope: GLOBAL, secret: "%s" }
                """.formatted(
                                slack.workspace().teamId(),
                                app.appId(),
                                slack.base(),
                                slack.apiBase(),
                                way == Way.SOCKET ? "slackAppTokenId" : "slackSigningSecretId",
                                app.botToken(),
                                way == Way.SOCKET ? app.appToken() : app.signingSecret());
    }

    /** {@return jenkins.yaml of a controller that asks in itself, without Slack} */
    static String alone(int port) {
        return controller(port)
                + "  approvalGate: { serverUrl: \"\", policyFile: \"approval-gate/policy.yaml\" }%n".formatted();
    }

    /** {@return jenkins.yaml of a controller that asks a server} */
    static String ofServer(int port, URI server) {
        return controller(port) + "  approvalGate: { serverUrl: \"%s\" }%n".formatted(server);
    }

    /** {@return what the server's gate.yaml says of this controller, as one more of its issuers} */
    static String issuer(int port, URI server) {
        return "  - { issuer: \"http://%s:%d/approval-gate\", audience: \"%s\", kind: jenkins }%n"
                .formatted(HOST, port, server);
    }

    /** Three users; ends where the settings of plugins follow. */
    private static String controller(int port) {
        return """
                jenkins:
                  labelString: deploy
                  securityRealm:
                    local:
                      allowsSignup: false
                      users:
                        - { id: ada, password: ada }
                        - { id: grace, password: grace }
                        - { id: admin, password: admin }
                  authorizationStrategy:
                    loggedInUsersCanDoAnything:
                      allowAnonymousRead: false
                unclassified:
                  location:
                    url: "http://%s:%d/"
                """.formatted(HOST, port);
    }

    /** {@return policy.yaml: ada starts builds and grace approves, in Slack or in Jenkins; the jobs have inline scripts} */
    static String policy(int port, SlackStandIn slack, List<String> jobs) {
        return policy(port, slack, inline(jobs));
    }

    /** {@return jobs whose scripts lie in Jenkins itself} */
    static SortedMap<String, String> inline(List<String> jobs) {
        var inline = new TreeMap<String, String>();
        jobs.forEach(job -> inline.put(job, "inline"));
        return inline;
    }

    /**
     * {@return the same for jobs of any definition; a rule for staging lets nothing through that could not be read in full}
     *
     * @param jobs paths of definitions, by the jobs' full names
     */
    static String policy(int port, SlackStandIn slack, SortedMap<String, String> jobs) {
        String team = slack.workspace().teamId();
        String realm = HOST + ":" + port;
        var text = new StringBuilder(
                """
                version: 1
                people:
                  - { id: ada, name: Ada, accounts: { jenkins: %s/ada, slack: %s/%s } }
                  - { id: grace, name: Grace, accounts: { jenkins: %s/grace, slack: %s/%s } }
                groups:
                  payments: [ada, grace]
                identities:
                """.formatted(realm, team, SlackWorkspace.AUTHOR, realm, team, SlackWorkspace.APPROVER_1));
        jobs.forEach((job, pipeline) -> text.append("""
                      - id: %s-job
                        issuer: http://%s:%d/approval-gate
                        project: %s
                        pipeline: %s
                        owner: payments
                        environments: [production, staging]
                        scopes: ["deploy:payments"]
                    """.formatted(job.replace('/', '-'), HOST, port, job, pipeline)));
        return text.append("""
                rules:
                  - id: production
                    environments: [production]
                    approvals: { from: [payments] }
                    accepts: [incomplete_change, unmapped_authors]
                    deadline: 8h
                    token: { audience: "https://deploy.example.com" }
                    channels: ["slack:%s"]
                  - id: staging
                    environments: [staging]
                    approvals: { from: [payments] }
                    accepts: [unmapped_authors]
                    deadline: 8h
                    token: { audience: "https://deploy.example.com" }
                    channels: []
                """.formatted(SlackWorkspace.DEPLOYMENTS)).toString();
    }
}
