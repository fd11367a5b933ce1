package dev.approvalgate.server.setup;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set up.
 *
 * @param name the GitHub App's name
 * @param organization who will own it, or absent for the person in the browser
 * @param publicUrl where the gate will be reached
 * @param pull whether nothing outside can reach that address
 * @param web GitHub's pages
 * @param api GitHub's API
 * @param dir where files are written
 */
public record SetupPlan(
        String name, @Nullable String organization, URI publicUrl, boolean pull, URI web, URI api, Path dir) {

    /** What is left to do by hand. */
    public static final String NEXT =
            "fill in slack in gate.yaml, write policy.yaml, set GATE_KEY, run \"gate doctor\", then \"gate serve\"";

    static final String KEY = "github-app.pem";
    static final String SECRET = "github-webhook-secret";
    static final String SETTINGS = "gate.yaml";

    /**
     * Refuses to begin what could not be finished.
     *
     * @throws GateException with {@code configuration_invalid} where a file is there already, or none can be written
     */
    public void requireFreshFiles() {
        if (!Files.isDirectory(dir) || !Files.isWritable(dir)) {
            throw invalid(dir + " is no directory that can be written to; make it, or name another with --dir");
        }
        for (String file : List.of(KEY, SECRET, SETTINGS)) {
            if (Files.exists(dir.resolve(file))) {
                throw invalid(dir.resolve(file) + " exists and is not replaced; move it away, or name another --dir");
            }
        }
    }

    @Nullable
    URI webhook() {
        return pull ? null : URI.create(base() + "/webhooks/github");
    }

    String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
