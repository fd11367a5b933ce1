package io.jenkins.plugins.approvalgate.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a script says when it asks. Kept with the build over restarts, so it holds values of the JDK only; nothing here says who the build
 * is or what it changes.
 */
public final class GateArguments implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long LONGEST = TimeUnit.DAYS.toMillis(30);

    private final String environment;
    private final ArrayList<String> artifacts = new ArrayList<>();
    private final ArrayList<String> scopes = new ArrayList<>();
    private String action = "deploy";
    private @Nullable String service;
    private @Nullable String justification;
    private int timeoutMinutes;

    /**
     * Asks to deploy, and says no more.
     *
     * @param environment its name; a script can leave it out or give nothing
     * @throws IllegalArgumentException where there is none
     */
    public GateArguments(@Nullable String environment) {
        if (environment == null || environment.isBlank()) {
            throw new IllegalArgumentException(
                    "say where: environment is missing or empty. Give the name that the policy knows, such as 'production'");
        }
        this.environment = environment;
    }

    /** {@return where} */
    public String environment() {
        return environment;
    }

    /** {@return what the build wants to do} */
    public String action() {
        return action;
    }

    /** {@return what it calls itself, or {@code null}} */
    public @Nullable String service() {
        return service;
    }

    /** {@return why, or {@code null}} */
    public @Nullable String justification() {
        return justification;
    }

    /** {@return digests of what is deployed} */
    public List<String> artifacts() {
        return List.copyOf(artifacts);
    }

    /** {@return what the token is to allow; empty for all that the policy lets the build have} */
    public List<String> scopes() {
        return List.copyOf(scopes);
    }

    /** {@return how long to wait at the most, in minutes; 0 for as long as the policy says} */
    public int timeoutMinutes() {
        return timeoutMinutes;
    }

    /** {@return when to give up, in milliseconds since 1970; the policy's own deadline mostly comes before} */
    public long giveUpAt(long now) {
        return now + (timeoutMinutes <= 0 ? LONGEST : Math.min(LONGEST, TimeUnit.MINUTES.toMillis(timeoutMinutes)));
    }

    /** Says what the build wants to do. */
    public void action(@Nullable String said) {
        action = said == null || said.isBlank() ? "deploy" : said;
    }

    /** Says what it calls itself. */
    public void service(@Nullable String said) {
        service = blankToNull(said);
    }

    /** Says why. */
    public void justification(@Nullable String said) {
        justification = blankToNull(said);
    }

    /** Says what is deployed. */
    public void artifacts(@Nullable List<String> said) {
        replace(artifacts, said);
    }

    /** Says what the token is to allow. */
    public void scopes(@Nullable List<String> said) {
        replace(scopes, said);
    }

    /** Says how long to wait. */
    public void timeoutMinutes(int said) {
        timeoutMinutes = said;
    }

    private static void replace(List<String> all, @Nullable List<String> said) {
        all.clear();
        if (said != null) {
            all.addAll(said);
        }
    }

    private static @Nullable String blankToNull(@Nullable String said) {
        return said == null || said.isBlank() ? null : said;
    }
}
