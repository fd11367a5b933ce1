package dev.approvalgate.adapter.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jenkins controller, or a folder on it, as issuer of tokens: {@code ROOT/oidc} or {@code ROOT/oidc/job/FOLDER}. An issuer of another
 * form is one that publishes a controller's keys for it, and says nothing of where its jobs are.
 *
 * @param root the controller's address, with a slash at its end
 * @param folder the full name of the folder, or empty for the whole controller
 */
record JenkinsController(String root, String folder) {

    static final Pattern FULL_NAME =
            Pattern.compile("(?!.*(?:^|/)\\.{0,2}(?:/|$))[^\\\\\\p{Cntrl}]{1,255}", Pattern.DOTALL);

    private static final Pattern ISSUER = Pattern.compile("(https?://.+?/)oidc((?:/job/[^/]+)*)");
    private static final Pattern ITEMS = Pattern.compile("(?:job/[^/?#]+/)+");

    static Optional<JenkinsController> of(String issuer) {
        Matcher parts = ISSUER.matcher(issuer);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String below = parts.group(2);
        return below.isEmpty()
                ? Optional.of(new JenkinsController(parts.group(1), ""))
                : name(below.substring(1) + "/").map(folder -> new JenkinsController(parts.group(1), folder));
    }

    /** {@return the full name of the job at an address; empty where the address is that of no job here} */
    Optional<String> job(String address) {
        return address.startsWith(root) ? name(address.substring(root.length())).filter(this::holds) : Optional.empty();
    }

    /** {@return whether a job may get its tokens here} */
    boolean holds(String job) {
        return folder.isEmpty() || job.startsWith(folder + "/");
    }

    /** Items are decoded one by one: a slash that was encoded is part of no name. */
    private static Optional<String> name(String items) {
        if (!ITEMS.matcher(items).matches()) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        for (String encoded :
                items.substring("job/".length(), items.length() - 1).split("/job/", -1)) {
            String item = decode(encoded);
            if (item.indexOf('/') >= 0) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : "/").append(item);
        }
        return FULL_NAME.matcher(name).matches() ? Optional.of(name.toString()) : Optional.empty();
    }

    private static String decode(String encoded) {
        try {
            String path = new URI("/" + encoded).getPath();
            return path.substring(1);
        } catch (URISyntaxException e) {
            return "/";
        }
    }
}
