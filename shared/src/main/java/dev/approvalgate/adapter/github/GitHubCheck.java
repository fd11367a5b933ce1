package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.VisibleText;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppInstallation;

/** Looks whether the App is what the gate needs, step by step, and says how to mend what is not. Changes nothing. */
public final class GitHubCheck {

    private static final byte[] NOTHING = {};
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);
    private static final int MOST_INSTALLATIONS = 100;

    private final GitHubHttp http;
    private final @Nullable URI webhook;

    /**
     * A check that has not looked yet.
     *
     * @param http the connection
     * @param webhook where GitHub should deliver to, or {@code null} in pull mode
     */
    public GitHubCheck(GitHubHttp http, @Nullable URI webhook) {
        this.http = http;
        this.webhook = webhook;
    }

    /**
     * What one step found.
     *
     * @param step what was looked at
     * @param ok whether it is as it must be
     * @param message what was seen, and where it is not right, the way out
     */
    public record Finding(String step, boolean ok, String message) {}

    /** {@return what was found; ends early where GitHub cannot be reached or does not know the App} */
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        Reply app;
        try {
            app = http.asApp("GET", Route.of("app"), NOTHING);
        } catch (GateException e) {
            findings.add(new Finding("App", false, unknown(e)));
            return findings;
        }
        findings.add(clock(app));
        findings.add(guarded("App", () -> identity(Json.read(app.body()))));
        findings.add(guarded("events", () -> events(Json.read(app.body()))));
        findings.add(guarded("webhook", this::webhook));
        findings.addAll(permissionsAndInstallations());
        return List.copyOf(findings);
    }

    private String unknown(GateException e) {
        return e instanceof GitHubProblem problem && problem.isNotFound()
                ? "GitHub knows no App " + http.settings().appId()
                        + "; copy the App id and a private key from the App's settings page"
                : String.valueOf(e.getMessage());
    }

    private static Finding guarded(String step, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (GateException e) {
            return new Finding(step, false, String.valueOf(e.getMessage()));
        }
    }

    private Finding clock(Reply reply) {
        Optional<Instant> theirs = reply.headers().firstValue("date").flatMap(GitHubCheck::instant);
        if (theirs.isEmpty()) {
            return new Finding("clock", true, "GitHub's answer tells no time to compare with");
        }
        Duration skew = Duration.between(theirs.get(), http.clock().instant()).abs();
        return skew.compareTo(MOST_SKEW) <= 0
                ? new Finding("clock", true, "within " + (skew.toSeconds() + 1) + " s of GitHub's")
                : new Finding(
                        "clock",
                        false,
                        skew.toSeconds() + " s away from GitHub's; let this machine's clock be set by NTP, or"
                                + " assertions and tokens will be refused");
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Finding identity(JsonNode app) {
        long id = Json.number(app, "id");
        return id == http.settings().appId()
                ? new Finding("App", true, Json.text(app, "name") + ", id " + id)
                : new Finding(
                        "App",
                        false,
                        "the private key belongs to App " + id + ", not to "
                                + http.settings().appId() + "; correct the App id or give that App's key");
    }

    private static Finding events(JsonNode app) {
        var subscribed = new ArrayList<String>();
        app.path("events").forEach(event -> subscribed.add(event.asText()));
        List<String> missing = GitHubManifest.EVENTS.stream()
                .filter(event -> !subscribed.contains(event))
                .toList();
        return missing.isEmpty()
                ? new Finding("events", true, String.join(", ", GitHubManifest.EVENTS))
                : new Finding(
                        "events",
                        false,
                        "not subscribed to " + String.join(", ", missing)
                                + "; tick them under \"Permissions & events\" on the App's settings page");
    }

    private Finding webhook() {
        JsonNode config = Json.read(
                http.asApp("GET", Route.of("app", "hook", "config"), NOTHING).body());
        String url = config.path("url").asText();
        if (webhook == null) {
            return new Finding("webhook", true, "not needed: deliveries are read from GitHub (pull mode)");
        }
        if (!url.equals(webhook.toString())) {
            return new Finding(
                    "webhook",
                    false,
                    "GitHub delivers to " + (url.isEmpty() ? "nowhere" : url) + "; set the App's webhook URL to "
                            + webhook);
        }
        return config.path("insecure_ssl").asText("0").equals("0")
                ? new Finding("webhook", true, url)
                : new Finding(
                        "webhook", false, "TLS is not verified; switch SSL verification on for the App's webhook");
    }

    private List<Finding> permissionsAndInstallations() {
        try {
            GHApp app = LibraryConnector.asApp(http).getApp();
            return List.of(permissions(app.getPermissions()), installations(app));
        } catch (IOException | GateException e) {
            return List.of(new Finding("permissions", false, "could not be read: " + e.getMessage()));
        }
    }

    private static Finding permissions(Map<String, String> granted) {
        var missing = new TreeMap<>(GitHubManifest.PERMISSIONS);
        missing.entrySet()
                .removeIf(wanted -> wanted.getValue().equals(granted.get(wanted.getKey()))
                        || "write".equals(granted.get(wanted.getKey())));
        return missing.isEmpty()
                ? new Finding("permissions", true, "all that are needed")
                : new Finding(
                        "permissions",
                        false,
                        "lacks "
                                + missing.entrySet().stream()
                                        .map(lack -> lack.getKey() + ": " + lack.getValue())
                                        .collect(Collectors.joining(", "))
                                + "; grant them under \"Permissions & events\" on the App's settings page and"
                                + " let each organization's owner accept them");
    }

    private Finding installations(GHApp app) throws IOException {
        var usable = new ArrayList<String>();
        var broken = new ArrayList<String>();
        int seen = 0;
        for (GHAppInstallation installation : app.listInstallations().withPageSize(MOST_INSTALLATIONS)) {
            boolean works = installation.getSuspendedAt() == null && http.reaches(installation.getId());
            (works ? usable : broken).add(installation.getAccount().getLogin());
            if (++seen == MOST_INSTALLATIONS) {
                break;
            }
        }
        if (seen == 0) {
            return new Finding(
                    "installations",
                    false,
                    "installed nowhere; install the App on the account that owns the repositories");
        }
        return broken.isEmpty()
                ? new Finding("installations", true, names(usable))
                : new Finding(
                        "installations", false, "no token for " + names(broken) + "; the installation is suspended");
    }

    private static String names(Collection<String> accounts) {
        return accounts.stream()
                .map(name -> VisibleText.line(name, 80))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }
}
