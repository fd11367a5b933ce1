package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.BuildClaims;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlackThreatTest {

    @Test
    void threat05_aCapturedClickSentAgainHasNoSecondEffect() {
        try (var world = new SlackWorld(PolicyBuilder.production().count(2))) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "approve");
            ObjectNode captured = world.slack.lastPayload().orElseThrow();
            int events = world.store.read(id.value()).events().size();
            assertThat(world.slack.replayLastInteraction().status()).isEqualTo(200);
            // The same click under a fresh signature, as if Slack itself had repeated it.
            assertThat(world.slack.deliver(captured).status()).isEqualTo(200);
            world.drain();
            assertThat(world.store.read(id.value()).events()).hasSize(events);
            // Its own timestamp is too old by then.
            world.clock.step(Duration.ofMinutes(6));
            assertThat(world.slack.replayLastInteraction().status()).isEqualTo(401);
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1);
        }
    }

    @Test
    void threat05_anOldOrForgedSignatureIsRefused() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            world.slack.click(SlackWorld.user(Roles.APPROVER_1), world.message().ts(), "full_change");
            ObjectNode payload = world.slack.lastPayload().orElseThrow();
            ((ObjectNode) payload.path("actions").path(0)).put("action_id", "approve");
            String body = "payload="
                    + java.net.URLEncoder.encode(payload.toString(), java.nio.charset.StandardCharsets.UTF_8);
            String now = Long.toString(world.clock.instant().getEpochSecond());
            String old = Long.toString(world.clock.instant().getEpochSecond() - 301);
            String early = Long.toString(world.clock.instant().getEpochSecond() + 301);
            assertThat(world.slack.sendRaw(body, now, "v0=" + "0".repeat(64)).status())
                    .isEqualTo(401);
            assertThat(world.slack
                            .sendRaw(body, old, world.slack.sign(old, body))
                            .status())
                    .isEqualTo(401);
            assertThat(world.slack
                            .sendRaw(body, early, world.slack.sign(early, body))
                            .status())
                    .isEqualTo(401);
            world.drain();
            assertThat(world.request(id).votes()).isEmpty();
            assertThat(world.slack
                            .sendRaw(body, now, world.slack.sign(now, body))
                            .status())
                    .isEqualTo(200);
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(SlackUser.Flag.class)
    void threat16_guestsBotsStrangersAndDeactivatedAccountsDoNotCount(SlackUser.Flag flag) {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            String user = SlackWorld.user(Roles.APPROVER_1);
            world.workspace.put(world.workspace.user(user).orElseThrow().with(flag));
            world.click(user, "approve");
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(world.request(id).refusedVotes())
                    .extracting(refused -> refused.reason())
                    .containsAnyOf(ReasonCode.VOTER_IS_GUEST, ReasonCode.VOTER_IS_BOT, ReasonCode.VOTER_DEACTIVATED)
                    .hasSize(1);
            assertThat(world.lastWhisper(Roles.APPROVER_1).orElseThrow()).startsWith("Your click does not count.");
        }
    }

    @Test
    void threat16_aMemberOfAnotherTeamDoesNotCount() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            String user = SlackWorld.user(Roles.APPROVER_1);
            world.workspace.put(SlackUser.member(user, "approver-1", "Approver", "T0FOREIGN01"));
            world.click(user, "approve");
            assertThat(world.request(id).refusedVotes())
                    .extracting(refused -> refused.reason())
                    .containsExactly(ReasonCode.VOTER_FOREIGN_TEAM);
        }
    }

    @Test
    void threat16_aCallbackOfAnotherTeamOrAppIsRefused() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            world.slack.click(SlackWorld.user(Roles.APPROVER_1), world.message().ts(), "full_change");
            ObjectNode payload = world.slack.lastPayload().orElseThrow();
            ((ObjectNode) payload.path("actions").path(0)).put("action_id", "approve");
            ObjectNode otherApp = payload.deepCopy().put("api_app_id", "A0SOMEOTHER");
            ObjectNode otherTeam = payload.deepCopy();
            ((ObjectNode) otherTeam.path("team")).put("id", "T0FOREIGN01");
            assertThat(world.slack.deliver(otherApp).status()).isEqualTo(400);
            assertThat(world.slack.deliver(otherTeam).status()).isEqualTo(400);
            world.drain();
            assertThat(world.request(id).votes()).isEmpty();
        }
    }

    @Test
    void threat17_nothingFromOutsideIsReadAsMarkUp() {
        try (var world = hostile(7)) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "full_change");
            world.click(Roles.AUTHOR, "approve");
            var shown = new ArrayList<JsonNode>();
            shown.add(world.message().blocks());
            shown.add(world.slack
                    .openView(SlackWorld.user(Roles.APPROVER_1))
                    .orElseThrow()
                    .json());
            shown.add(
                    world.slack.ephemerals(SlackWorld.user(Roles.AUTHOR)).get(0).blocks());
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.request(id).decision().map(Decision::outcome)).contains(Decision.Outcome.APPROVED);
            world.slack.thread(world.message().ts()).forEach(message -> shown.add(message.blocks()));
            for (JsonNode blocks : shown) {
                assertThat(types(blocks))
                        .doesNotContain("mrkdwn", "user", "usergroup", "channel", "broadcast", "emoji", "image");
                assertThat(links(blocks)).allMatch(url -> url.startsWith("https://github.com/acme/payments/"));
            }
            assertThat(SlackWorld.words(shown.get(1)))
                    .contains("<!channel>", "*bold*", "`code`", "<https://evil.example|ok>");
            // Notifications are made from the text, which Slack does read.
            assertThat(world.message().text()).doesNotContain("<", ">").contains("&lt;");
        }
    }

    @Test
    void threat18_whatHidesIsVisibleAndWhatIsLeftOutIsCounted() {
        try (var world = hostile(11)) {
            world.open();
            String words = SlackWorld.words(world.message().blocks());
            assertThat(words)
                    .contains(
                            "⟦U+202E⟧",
                            "⟦U+200B⟧",
                            "more characters",
                            "… 10,011 more commits",
                            "… 196 more pull requests")
                    .contains("This comparison is incomplete.", "at least 10,017 commits", " and 297 more");
            assertThat(words.codePoints()).noneMatch(c -> c == 0x202E || c == 0x200B || c == 0x2066 || c == 0);
            assertThat(words.indexOf("Needs 1 more approval")).isLessThan(200);
        }
    }

    @Test
    void threat18_aTagIsNotTakenForTheBranchOfItsName() {
        try (var world = new SlackWorld()) {
            Facts facts = world.changes.facts();
            ChangeDetails seen = facts.details();
            world.changes.set(new Facts(
                    facts.commit(),
                    facts.definition(),
                    facts.contributors(),
                    new ChangeDetails(
                            seen.project(),
                            seen.url(),
                            seen.isPublic(),
                            "refs/tags/main",
                            seen.triggeredBy(),
                            seen.event(),
                            seen.running(),
                            seen.commits(),
                            seen.totalCommits(),
                            seen.pullRequests(),
                            seen.files(),
                            seen.risks(),
                            seen.checks(),
                            seen.complete()),
                    facts.ownership()));
            world.open();
            assertThat(SlackWorld.words(world.message().blocks())).contains("on tag main");
        }
    }

    @Test
    void threat18_whateverIsShownFitsIntoSlack() {
        for (int seed = 0; seed < 12; seed++) {
            try (var world = hostile(seed)) {
                RequestId id = world.open();
                // The stand-in refuses what breaks Slack's limits, so being there is the proof.
                assertThat(world.request(id).published()).hasSize(1);
                world.click(Roles.APPROVER_2, "reject");
                assertThat(world.request(id).isPending()).isFalse();
                assertThat(world.slack.thread(world.message().ts())).hasSize(2);
                assertThat(world.request(id).givenUp()).isEmpty();
            }
        }
    }

    private static SlackWorld hostile(int seed) {
        var random = new Random(seed);
        var world = new SlackWorld(PolicyBuilder.production().accepts(Rule.Finding.values()));
        world.changes.set(HostileChanges.of(random, 10_000, 3_000, 200));
        world.wishes = new Opening.Wishes(
                "<!channel>" + asked(random, 60),
                asked(random, 1_900),
                List.of("sha256:" + "0".repeat(64), asked(random, 220)),
                Map.of(asked(random, 100), asked(random, 3_000)),
                List.of());
        world.told = BuildClaims.NAMES.stream()
                .collect(Collectors.toMap(Function.identity(), name -> HostileChanges.text(random, 950)));
        return world;
    }

    /** Halves of characters are refused where a pipeline asks; all else that is hostile comes through. */
    private static String asked(Random random, int length) {
        return new String(HostileChanges.text(random, length).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static List<String> types(JsonNode node) {
        return collect(node, "type");
    }

    private static List<String> links(JsonNode node) {
        return collect(node, "url");
    }

    private static List<String> collect(JsonNode node, String field) {
        var found = new ArrayList<String>();
        if (node.path(field).isTextual()) {
            found.add(node.path(field).asText());
        }
        node.forEach(child -> found.addAll(collect(child, field)));
        return found;
    }
}
