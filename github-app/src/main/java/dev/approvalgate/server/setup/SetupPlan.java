package dev.approvalgate.server.setup;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.server.web.LinkPages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set up. All addresses are checked, and have no slash at their end.
 *
 * @param name the GitHub App's name
 * @param organization who will own it, or absent for the person in the browser
 * @param publicUrl where the gate will be reached
 * @param pull whether nothing outside can reach that address
 * @param github where GitHub is
 * @param dir where files are written
 */
public record SetupPlan(
        String name, @Nullable String organization, URI publicUrl, boolean pull, GitHub github, Path dir) {

    /** What is left to do by hand. */
    public static final String NEXT =
            "fill in slack in gate.yaml, write policy.yaml, set GATE_KEY, run \"gate doctor\", then \"gate serve\""
                    + " (docs/quickstart.md, from step 4 on)";

    /** GitHub's own bound. */
    private static final int LONGEST_NAME = 34;

    static final String KEY = "github-app.pem";
    static final String SECRET = "github-webhook-secret";
    static final String CLIENT_SECRET = "github-client-secret";
    static final String SETTINGS = "gate.yaml";

    /**
     * A plan that can be carried out as far as can be told beforehand.
     *
     * @throws GateException with {@code configuration_invalid} where an address cannot be one
     */
    public SetupPlan {
        publicUrl = Addresses.origin("--public-url", publicUrl);
        if (organization != null && !organization.matches("[A-Za-z0-9][A-Za-z0-9-]{0,38}")) {
            throw invalid("--organization must be the organization's name in its address, such as acme");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("--name must have 1 to " + LONGEST_NAME + " characters, as GitHub has it");
        }
    }

    /**
     * Where GitHub is.
     *
     * @param web its pages
     * @param api its API
     * @param issuer who issues its jobs' identity tokens, or {@code null} where the API's address tells
     */
    public record GitHub(URI web, URI api, @Nullable URI issuer) {

        private static final String DOT_COM = "https://api.github.com";
        private static final String ENTERPRISE = "/api/v3";

        /**
         * Addresses that belong together.
         *
         * @throws GateException with {@code configuration_invalid} where an address cannot be one, or the issuer cannot be told
         */
        public GitHub {
            web = Addresses.base("--github-web", web);
            api = Addresses.base("--github-api", api);
            issuer = issuer == null ? null : Addresses.base("--github-issuer", issuer);
            boolean known = api.toString().equals(DOT_COM) || api.toString().endsWith(ENTERPRISE);
            if (issuer == null && !known) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "it cannot be told who issues the identity tokens of jobs there; add --github-issuer, such as"
                                + " https://token.actions.SUBDOMAIN.ghe.com");
            }
        }
    }

    /**
     * Refuses to begin what could not be finished.
     *
     * @throws GateException with {@code configuration_invalid} where a file is there already, or none can be written
     */
    public void requireFreshFiles() {
        if (!Files.isDirectory(dir) || !Files.isWritable(dir)) {
            throw invalid(dir + " is no directory that can be written to; make it, or name another with --dir");
        }
        for (String file : List.of(KEY, SECRET, CLIENT_SECRET, SETTINGS)) {
            Path there = dir.resolve(file).normalize();
            if (Files.exists(there)) {
                throw invalid(there + " exists and is not replaced; move it away, or name another --dir");
            }
        }
    }

    @Nullable
    URI webhook() {
        return pull ? null : URI.create(publicUrl + "/webhooks/github");
    }

    /** {@return where GitHub sends people who have signed in to link their accounts} */
    URI signedIn() {
        return URI.create(publicUrl + LinkPages.CALLBACK);
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
