package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.domain.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A policy's text by its sections.
 *
 * @param sections whole sections by their keys, in order
 */
record PolicyText(Map<String, String> sections) {

    private static final Pattern SECTION = Pattern.compile("(?ms)^(\\w+):.*?(?=^\\w|\\z)");

    static PolicyText of(String yaml) {
        var sections = new LinkedHashMap<String, String>();
        SECTION.matcher(yaml).results().forEach(section -> sections.put(section.group(1), section.group()));
        return new PolicyText(Collections.unmodifiableMap(sections));
    }

    /** {@return this text with sections added or replaced} */
    PolicyText with(String yaml) {
        var all = new LinkedHashMap<>(sections);
        all.putAll(of(yaml).sections());
        return new PolicyText(Collections.unmodifiableMap(all));
    }

    Policy parse(String title) {
        return PolicyFile.parse(
                String.join("", sections.values()), Policy.Origin.file(title + ".yaml"), new CelConditions());
    }
}
