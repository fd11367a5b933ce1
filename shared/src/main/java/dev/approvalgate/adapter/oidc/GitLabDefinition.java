package dev.approvalgate.adapter.oidc;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the path of a GitLab pipeline's definition out of {@code HOST/GROUP/PROJECT//PATH@REF}. All but the path is known from elsewhere
 * and must be there in full: a definition of another project, of another host or at another ref is not this project's own.
 */
final class GitLabDefinition {

    static final String CLAIM = "ci_config_ref_uri";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(?::[0-9]{1,5})?");
    private static final String EXPECTED = "host/group/project//PATH@refs/… of the token's own project and ref";

    private GitLabDefinition() {}

    static String path(String uri, String issuer, String project, String ref) {
        String end = "@" + ref;
        return Optional.of(uri)
                .filter(whole -> whole.endsWith(end))
                .map(whole -> whole.substring(0, whole.length() - end.length()))
                .flatMap(rest -> below(rest, host(rest, issuer) + "/" + project + "//"))
                .filter(path -> Forms.PATH.matcher(path).matches())
                .orElseThrow(() -> Refusal.claimMalformed(CLAIM, EXPECTED));
    }

    /** An instance may be served below a path of its host; then its issuer says which. Its issuer may also be another host's name. */
    private static String host(String uri, String issuer) {
        String home = issuer.replaceFirst("^https?://", "").replaceFirst("/$", "");
        if (uri.startsWith(home + "/")) {
            return home;
        }
        String first = uri.substring(0, Math.max(0, uri.indexOf('/')));
        return HOST.matcher(first).matches() ? first : home;
    }

    private static Optional<String> below(String uri, String folder) {
        return uri.startsWith(folder) ? Optional.of(uri.substring(folder.length())) : Optional.empty();
    }
}
