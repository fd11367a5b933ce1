package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import org.jspecify.annotations.Nullable;

/**
 * An account as GitHub names it inside other objects.
 *
 * @param id the immutable id
 * @param login the name at this time; shown only
 * @param automation whether GitHub says that it is a bot or app
 */
public record GitHubAccount(long id, String login, boolean automation) {

    private static final String BOT_SUFFIX = "[bot]";

    /** {@return the account in a realm (see {@link GitHubSettings#realm()})} */
    public Account in(String realm) {
        return Account.github(realm, id);
    }

    /** {@return the account in a field, or {@code null} where GitHub names none} */
    static @Nullable GitHubAccount of(JsonNode node) {
        if (!node.isObject() || !node.path("id").isIntegralNumber()) {
            return null;
        }
        String login = node.path("login").asText("");
        boolean automation = !node.path("type").asText("User").equals("User") || login.endsWith(BOT_SUFFIX);
        return new GitHubAccount(node.path("id").longValue(), login, automation);
    }
}
