package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.gate.BuildClaims;
import hudson.model.Action;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shared libraries that a build has loaded, as the controller recorded them. Their plugin may not be there, so that nothing here is linked
 * to it.
 *
 * @param isKnown whether these are all
 * @param loaded each as {@code name@version}, behind a remark where the library runs in the sandbox like the script itself; sorted
 */
record Libraries(boolean isKnown, List<String> loaded) {

    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._/+-]");

    private static final String ACTION = "org.jenkinsci.plugins.workflow.libs.LibrariesAction";

    static Libraries of(Run<?, ?> run) {
        var loaded = new ArrayList<String>();
        try {
            for (Action action : run.getAllActions()) {
                if (action.getClass().getName().equals(ACTION)) {
                    for (Object library : (List<?>) ask(action, "getLibraries")) {
                        loaded.add(shown(
                                String.valueOf(ask(library, "getName")),
                                String.valueOf(ask(library, "getVersion")),
                                Boolean.TRUE.equals(ask(library, "isTrusted"))));
                    }
                }
            }
        } catch (ReflectiveOperationException | ClassCastException e) {
            return new Libraries(false, List.of());
        }
        return new Libraries(true, loaded.stream().sorted().toList());
    }

    private static Object ask(Object about, String method) throws ReflectiveOperationException {
        return about.getClass().getMethod(method).invoke(about);
    }

    /** A script says both for a library that it brings itself: whatever could pass for a remark, or for another library, shows as what it is. */
    static String shown(String name, String version, boolean trusted) {
        return (trusted ? "" : "(in the sandbox) ") + plain(name) + "@" + plain(version);
    }

    private static String plain(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "⟦U+%04X⟧", found.group().codePointAt(0)));
    }

    /** {@return what reviewers read of the libraries} */
    String text() {
        if (!isKnown) {
            return BuildClaims.UNKNOWN;
        }
        return loaded.isEmpty() ? BuildClaims.NONE_SO_FAR : String.join(", ", loaded);
    }

    /**
     * {@return what reviewers read of their commits; empty where there are no libraries}
     *
     * @param commits those that libraries were read from
     * @param checkouts how many checkouts of libraries told a commit
     */
    String commits(List<String> commits, int checkouts) {
        String told = String.join(", ", commits);
        if (isKnown && checkouts >= loaded.size()) {
            return told;
        }
        // In front, where nothing cuts it off.
        return told.isEmpty() ? BuildClaims.UNKNOWN : BuildClaims.UNKNOWN + ", " + told;
    }
}
