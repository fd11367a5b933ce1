package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.gate.BuildClaims;
import hudson.model.Action;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Shared libraries that a build has loaded, as the controller recorded them. Their plugin may not be there, so that nothing here is linked
 * to it.
 *
 * @param isKnown whether these are all
 * @param loaded each as {@code name@version}, with a remark where the library runs in the sandbox like the script itself; sorted
 */
record Libraries(boolean isKnown, List<String> loaded) {

    private static final String ACTION = "org.jenkinsci.plugins.workflow.libs.LibrariesAction";

    static Libraries of(Run<?, ?> run) {
        var loaded = new ArrayList<String>();
        try {
            for (Action action : run.getAllActions()) {
                if (action.getClass().getName().equals(ACTION)) {
                    for (Object library : (List<?>) ask(action, "getLibraries")) {
                        loaded.add(ask(library, "getName") + "@" + ask(library, "getVersion")
                                + (Boolean.TRUE.equals(ask(library, "isTrusted")) ? "" : " (in the sandbox)"));
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

    /** {@return what reviewers read} */
    String text() {
        if (!isKnown) {
            return BuildClaims.UNKNOWN;
        }
        return loaded.isEmpty() ? BuildClaims.NONE : String.join(", ", loaded);
    }
}
