package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a change, as the page tells them: {@code `src/a.py`, `db/7.sql` (migration), `docs/b.md` (was `src/b.md`)}.
 *
 * @param changes the files
 * @param risks what some of them are taken for
 */
record Files(List<FileChange> changes, List<Risk> risks) {

    private static final int USUAL_LINES = 4;
    private static final Pattern FILE =
            Pattern.compile("`([^`]+)`(?: \\((?:(\\d+) lines|was `([^`]+)`|([a-z]+))\\))?(?:, |$)");

    static Files of(String told) {
        var changes = new ArrayList<FileChange>();
        var risks = new ArrayList<Risk>();
        Matcher file = FILE.matcher(told);
        int end = 0;
        while (file.find() && file.start() == end) {
            end = file.end();
            String path = file.group(1);
            int lines = file.group(2) == null ? USUAL_LINES : Integer.parseInt(file.group(2));
            changes.add(new FileChange(path, "modified", lines, 0, file.group(3)));
            if (file.group(4) != null) {
                risks.add(new Risk(RiskKind.valueOf(file.group(4).toUpperCase(Locale.ROOT)), List.of(path)));
            }
        }
        if (end != told.length()) {
            throw new AssertionError("cannot be read as files: " + told.substring(end));
        }
        return new Files(changes, risks);
    }

    /** {@return every touched path} */
    Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        for (FileChange change : changes) {
            paths.add(change.path());
            if (change.previousPath() != null) {
                paths.add(change.previousPath());
            }
        }
        return paths;
    }
}
