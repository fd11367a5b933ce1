package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An installation whose token can be used for what every installation may read. */
final class AnyInstallation implements Supplier<OptionalLong> {

    private static final byte[] NOTHING = {};

    private final GitHubHttp http;
    private volatile @Nullable Long known;

    AnyInstallation(GitHubHttp http) {
        this.http = http;
    }

    /** {@return its id; empty where the App is installed nowhere} */
    @Override
    public OptionalLong get() {
        Long id = known;
        if (id != null && http.reaches(id)) {
            return OptionalLong.of(id);
        }
        JsonNode all = Json.read(
                http.asApp("GET", Route.of("app", "installations"), NOTHING).body());
        for (JsonNode installation : all) {
            long found = Json.number(installation, "id");
            if (!installation.path("suspended_at").isTextual() && http.reaches(found)) {
                known = found;
                return OptionalLong.of(found);
            }
        }
        return OptionalLong.empty();
    }
}
