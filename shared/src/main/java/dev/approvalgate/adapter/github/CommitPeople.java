package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who had a hand in a change. GitHub associates a commit with an account by the e-mail that the commit claims, which its author may write
 * at will; so an unknown author is kept as unknown, and whoever brought the commit in counts beside whom it names.
 */
final class CommitPeople {

    /** GitHub's own account: the committer of what is committed through its pages. */
    private static final String WEB_FLOW = "web-flow";

    private static final int MOST_MESSAGE = 20_000;

    private static final Pattern CO_AUTHOR =
            Pattern.compile("(?im)^co-authored-by:[^<\\n]{0,200}<([^<>\\s]{1,250})>\\s*$");

    /** GitHub's private addresses carry the account's id. */
    private static final Pattern NO_REPLY =
            Pattern.compile("([0-9]{1,18})\\+([^@]{1,100})@users\\.noreply\\..{1,100}", Pattern.CASE_INSENSITIVE);

    private final String realm;
    private final Set<Contributor> all = new LinkedHashSet<>();

    CommitPeople(String realm) {
        this.realm = realm;
    }

    /** {@return everybody found so far} */
    Set<Contributor> all() {
        return all;
    }

    /** Adds somebody whom GitHub names; {@code null} is nobody. */
    void add(Role role, @Nullable GitHubAccount account) {
        if (account != null) {
            all.add(new Contributor(role, account.in(realm), account.automation()));
        }
    }

    /** Adds the author and co-authors of a commit, and whoever committed it for them. */
    void addCommit(JsonNode commit) {
        GitHubAccount author = GitHubAccount.of(commit.path("author"));
        addOrUnknown(Role.AUTHOR, author);
        JsonNode committer = commit.path("committer");
        if (!committer.path("login").asText().equals(WEB_FLOW) && !isSame(commit)) {
            addOrUnknown(Role.PUSHER, GitHubAccount.of(committer));
        }
        coAuthors(commit.path("commit").path("message").asText());
    }

    /** Adds whoever changed the pipeline's definition. */
    void addPipelineChange(JsonNode commit) {
        addOrUnknown(Role.PIPELINE_CHANGER, GitHubAccount.of(commit.path("author")));
    }

    private void addOrUnknown(Role role, @Nullable GitHubAccount account) {
        if (account == null) {
            all.add(new Contributor(role, null, false));
        } else {
            add(role, account);
        }
    }

    /** Whether a commit names one and the same as its author and its committer. */
    private static boolean isSame(JsonNode commit) {
        JsonNode author = commit.path("author").path("id");
        JsonNode committer = commit.path("committer").path("id");
        if (author.isIntegralNumber() || committer.isIntegralNumber()) {
            return author.equals(committer);
        }
        JsonNode inner = commit.path("commit");
        return inner.path("author").path("email").equals(inner.path("committer").path("email"));
    }

    /** Trailers are the author's word; whoever they name may have written it, so they are taken at their word. */
    private void coAuthors(String message) {
        Matcher trailer = CO_AUTHOR.matcher(message.substring(0, Math.min(message.length(), MOST_MESSAGE)));
        while (trailer.find()) {
            Matcher known = NO_REPLY.matcher(trailer.group(1));
            Optional<Long> id = known.matches() ? Numbers.parse(known.group(1)) : Optional.empty();
            all.add(
                    id.isPresent()
                            ? new Contributor(
                                    Role.AUTHOR,
                                    Account.github(realm, id.get()),
                                    known.group(2).endsWith("[bot]"))
                            : new Contributor(Role.AUTHOR, null, false));
        }
    }
}
