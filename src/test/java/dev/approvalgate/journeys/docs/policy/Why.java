package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.ReasonCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line says between backticks of why the answer is as it is.
 *
 * @param reasons reason codes that stand alone
 * @param barred reason codes that stand after somebody's name
 * @param lifetimes what is said of how long tokens live
 * @param rules rules, and what the repository adds
 * @param missing whatever stands after "missing"
 */
record Why(
        Set<String> reasons,
        Map<String, String> barred,
        List<String> lifetimes,
        Set<String> rules,
        Set<String> missing) {

    private static final Pattern SAID = Pattern.compile("(?:(\\w+) )?`([^`]+)`");

    static Why of(String told, Cast cast) {
        var why = new Why(
                new LinkedHashSet<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
        int missing = told.indexOf("missing ");
        Matcher said = SAID.matcher(told);
        while (said.find()) {
            why.take(said.group(1), said.group(2), missing >= 0 && said.start() >= missing, cast);
        }
        return why;
    }

    private void take(String before, String word, boolean isMissing, Cast cast) {
        if (isMissing) {
            missing.add(word);
        } else if (word.startsWith("lifetime ")) {
            lifetimes.add(word.substring("lifetime ".length()));
        } else if (!isReason(word)) {
            rules.add(word);
        } else if (before != null && cast.knows(before)) {
            barred.put(before, word);
        } else {
            reasons.add(word);
        }
    }

    private static boolean isReason(String word) {
        return Arrays.stream(ReasonCode.values())
                .anyMatch(reason -> reason.code().equals(word));
    }
}
