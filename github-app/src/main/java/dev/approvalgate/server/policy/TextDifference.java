package dev.approvalgate.server.policy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Compares two texts line by line. */
public final class TextDifference {

    private static final int CONTEXT = 3;

    private TextDifference() {}

    /** {@return a unified diff; empty where the texts have the same lines} */
    public static String unified(String before, String after) {
        List<String> old = before.lines().toList();
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        "before",
                        "after",
                        old,
                        DiffUtils.diff(old, after.lines().toList()),
                        CONTEXT));
    }
}
