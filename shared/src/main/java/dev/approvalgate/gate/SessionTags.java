package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The approval as session tags of AWS STS ({@code AssumeRoleWithWebIdentity}). STS refuses the whole token for one tag that it cannot
 * take, so a value with other characters, or more of them, is left out: a role that demands the tag then refuses, and no other role cares.
 */
final class SessionTags {

    /** The name of the claim, which AWS has fixed. */
    static final String CLAIM = "https://aws.amazon.com/tags";

    /** STS allows 50 tags, keys of 128 and values of 256 characters; there are ten tags with short keys here. */
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}");

    private SessionTags() {}

    /** {@return the claim: each tag with its one value, all of them kept when one role assumes another} */
    static Map<String, Object> of(Ask ask, Decision decision) {
        ChangeBinding binding = ask.change().binding();
        var values = new TreeMap<String, String>();
        values.put("request_id", ask.id().value());
        values.put("change_digest", ask.change().digest().hex());
        values.put("action", binding.action().name());
        values.put("environment", binding.environment().key());
        values.put("repository", binding.workload().projectId());
        values.put("pipeline", binding.workload().pipeline());
        values.put("run_id", binding.run().id());
        values.put("approvers", Integer.toString(decision.by().size()));
        values.put("break_glass", Boolean.toString(decision.outcome() == Decision.Outcome.BROKEN_GLASS));
        if (binding.commit() != null) {
            values.put("commit", binding.commit());
        }
        values.values().removeIf(value -> !VALUE.matcher(value).matches());
        var tags = new TreeMap<String, Object>();
        values.forEach((name, value) -> tags.put(name, List.of(value)));
        return Map.of("principal_tags", tags, "transitive_tag_keys", List.copyOf(values.keySet()));
    }
}
