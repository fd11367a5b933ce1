package dev.approvalgate.adapter.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.policy.Condition;
import dev.approvalgate.domain.policy.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions see, and what they answer. */
class CelConditionsTest {

    private final CelConditions conditions = new CelConditions();

    private Truth ask(String source, Asked asked) {
        return conditions.compile(source).holds(asked.input());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity.id == 'payments-deploy' && identity.owner == 'payments'",
                "identity.issuer == 'https://issuer.example' && identity.project == '4242'",
                "identity.pipeline == 'deploy.yml'",
                "identity.claims.ref == 'refs/heads/main' && identity.claims['ref'].endsWith('main')",
                "!('actor_id' in identity.claims) && !has(identity.claims.actor_id)",
                "request.action == 'deploy' && request.environment == 'production'",
                "request.justification.matches('[A-Z]+-[0-9]+')",
                "request.artifacts == ['sha256:aa'] && 'deploy:payments' in request.scopes",
                "request.parameters['region'] == 'eu'",
                "change.project == 'acme/payments' && change.event == 'push'",
                "change.ref == 'refs/heads/main' && change.branch == 'main' && change.tag == ''",
                "change.commit.startsWith('cccc') && change.complete",
                "change.files.size() == 2 && change.additions == 3 && change.deletions == 1",
                "change.files.exists(f, f.path == 'src/Pay.java' && f.status == 'modified' && f.additions == 3)",
                "change.files.exists_one(f, f.previous_path != '' && f.deletions == 0)",
                "change.files.filter(f, f.additions + f.deletions > 2).size() == 1",
                "change.paths == ['src/Pay.java', 'docs/new.md', 'docs/old.md']",
                "!change.paths.all(p, p.startsWith('docs/'))",
                "change.commits.all(c, c.verified && c.title == 'Pay faster' && c.author == 'author' && c.id != '')",
                "change.total_commits == 1 && change.authors == 2",
                "change.pull_requests[0].number == 9 && change.pull_requests[0].author == 'author'",
                "change.pull_requests.all(p, p.title != '' && p.merged_by == '' && p.approved_by == ['grace'])",
                "change.pull_requests.exists(p, 'urgent' in p.labels)",
                "change.labels == ['urgent', 'db'] && 'migration' in change.risks",
                "time > timestamp('2026-11-30T00:00:00Z') && time.getDayOfWeek() == 1",
                "time.getDayOfWeek('Europe/Vienna') == 2 && time.getHours('Europe/Vienna') == 0",
                "time - duration('1h') < timestamp('2026-11-30T23:00:00Z')",
                "[1, 2, 3].filter(x, x > 1).size() == 2"
            })
    void seesWhatIsAsked(String source) {
        assertThat(ask(source, Asked.usual())).isEqualTo(Truth.YES);
        assertThat(ask("!(" + source + ")", Asked.usual())).isEqualTo(Truth.NO);
    }

    @Test
    void threat38_whatIsSaidOfAllCommitsIsUnknownWhereSomeAreNotShown() {
        Asked shortened = Asked.usual().totalCommits(101);

        assertThat(ask("change.commits.all(c, c.verified)", shortened)).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("!change.commits.all(c, c.verified)", shortened)).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.total_commits == 101", shortened)).isEqualTo(Truth.YES);
    }

    @Test
    void aNameWithoutItsKindIsNeitherBranchNorTag() {
        Asked bare = Asked.usual().ref("main");

        assertThat(ask("change.branch == 'main'", bare)).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.branch.startsWith('release')", bare)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void aTagIsNoBranch() {
        Asked tag = Asked.usual().ref("refs/tags/v1");

        assertThat(ask("change.tag == 'v1' && change.branch == ''", tag)).isEqualTo(Truth.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change.files.size() < 5",
                "change.paths.all(p, p.startsWith('docs/'))",
                "change.paths.exists(p, p == 'src/Pay.java')",
                "change.labels == []",
                "change.additions + change.deletions < 10",
                "change.authors == 1",
                "'migration' in change.risks",
                "has(change.files)",
                "change.total_commits == 0 ? true : false"
            })
    void threat38_whatWasReadInPartOnlyIsUnknown(String source) {
        for (Asked asked :
                new Asked[] {Asked.usual().incomplete(), Asked.usual().erased()}) {
            assertThat(ask(source, asked)).isEqualTo(Truth.UNKNOWN);
            assertThat(ask("!(" + source + ")", asked)).isEqualTo(Truth.UNKNOWN);
        }
    }

    @Test
    void whatIsErasedOrWasNeverSaidIsUnknown() {
        assertThat(ask("change.branch == 'main'", Asked.usual().erased())).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.branch == 'main'", Asked.usual().ref(""))).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.branch == 'main'", Asked.usual().incomplete())).isEqualTo(Truth.YES);
        assertThat(ask("change.commit != ''", Asked.usual().commit(null))).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("request.justification == ''", Asked.usual().justification(null)))
                .isEqualTo(Truth.YES);
        assertThat(ask("request.justification == ''", Asked.usual().justification(new Personal<>(null))))
                .isEqualTo(Truth.UNKNOWN);
        assertThat(ask("!change.complete", Asked.usual().incomplete())).isEqualTo(Truth.YES);
    }

    @Test
    void whatIsKnownMayDecideAllTheSame() {
        Asked incomplete = Asked.usual().incomplete();

        assertThat(ask("change.files.size() < 5 && identity.owner == 'others'", incomplete))
                .isEqualTo(Truth.NO);
        assertThat(ask("change.files.size() < 5 || identity.owner == 'payments'", incomplete))
                .isEqualTo(Truth.YES);
    }

    @Test
    void whatFailsIsUnknown() {
        assertThat(ask("identity.claims['missing'] == 'x'", Asked.usual())).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.pull_requests[7].number == 1", Asked.usual())).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("1 / (change.additions - 3) == 1", Asked.usual())).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("int(change.branch) == 1", Asked.usual())).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void twoThatAreWrittenAlikeAreEqual() {
        Condition one = conditions.compile("change.complete");

        assertThat(one).isEqualTo(conditions.compile("change.complete")).hasToString("change.complete");
        assertThat(one).isNotEqualTo(conditions.compile("!change.complete"));
        assertThat(one.source()).isEqualTo("change.complete");
    }
}
