package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the App is installed, and so whose tokens can be used for what. */
final class Installations {

    private static final byte[] NOTHING = {};
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final GitHubHttp http;
    private final Map<Long, Long> byAccount = new ConcurrentHashMap<>();
    private volatile @Nullable Long any;

    Installations(GitHubHttp http) {
        this.http = http;
    }

    /** {@return an installation whose token can be used for what every installation may read; empty where there is none} */
    OptionalLong any() {
        Long id = any;
        if (id != null && http.reaches(id)) {
            return OptionalLong.of(id);
        }
        return look(null);
    }

    /** {@return the installation of an organization; empty where the App is not installed there} */
    OptionalLong of(long organization) {
        Long id = byAccount.get(organization);
        if (id != null && http.reaches(id)) {
            return OptionalLong.of(id);
        }
        byAccount.remove(organization);
        return look(organization);
    }

    private OptionalLong look(@Nullable Long organization) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            Route route =
                    Route.of("app", "installations").with("per_page", PAGE).with("page", page);
            JsonNode all = Json.read(http.asApp("GET", route, NOTHING).body());
            for (JsonNode installation : all) {
                long found = Json.number(installation, "id");
                long account = installation.path("account").path("id").asLong();
                boolean wanted = organization == null || organization == account;
                if (wanted && !installation.path("suspended_at").isTextual() && http.reaches(found)) {
                    any = found;
                    byAccount.put(account, found);
                    return OptionalLong.of(found);
                }
            }
            if (all.size() < PAGE) {
                break;
            }
        }
        return OptionalLong.empty();
    }
}
