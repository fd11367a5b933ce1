package io.jenkins.plugins.approvalgate.step;

import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the step returns to a script without a block: lists and texts, which every sandbox lets it read. Never the token. */
final class Result {

    private Result() {}

    static Map<String, Serializable> of(Standing decided) {
        var result = new LinkedHashMap<String, Serializable>();
        result.put("id", decided.request());
        result.put("decision", decided.outcome());
        result.put("by", new ArrayList<>(decided.by()));
        Instant at = decided.decidedAt();
        result.put("at", at == null ? "" : at.toString());
        String link = decided.link();
        result.put("link", link == null ? "" : link);
        return result;
    }
}
