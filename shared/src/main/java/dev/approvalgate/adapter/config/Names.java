package dev.approvalgate.adapter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The names of one kind that a file declares and refers to. */
final class Names {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String DESCRIPTION =
            "1 to 64 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter or digit";

    private static final int LONGEST = 1000;

    private final String singular;
    private final String plural;
    private final Map<String, Value> declared = new LinkedHashMap<>();
    /** Repositories' own policies are read by several threads. */
    private final Set<String> referred = ConcurrentHashMap.newKeySet();

    Names(String singular, String plural) {
        this.singular = singular;
        this.plural = plural;
    }

    /** {@return a new name; nothing, and a fault recorded, where it is taken or of a wrong form} */
    Optional<String> declare(Value value) {
        return value.text(LONGEST).flatMap(name -> declare(name, value));
    }

    /** {@return a new name that is written as a key} */
    Optional<String> declare(Value.Key key) {
        return declare(key.name(), key.at());
    }

    private Optional<String> declare(String name, Value at) {
        // A name of a wrong form counts as declared, lest every reference to it becomes a fault of its own.
        Value first = declared.putIfAbsent(name, at);
        if (first != null) {
            return at.refuse(
                    "the " + singular + " " + Quote.of(name) + " is there twice, first in line "
                            + first.place().line(),
                    "rename or remove one");
        }
        return FORM.matcher(name).matches()
                ? Optional.of(name)
                : at.refuse(Quote.of(name) + " is not of the right form", "it must be " + DESCRIPTION);
    }

    /** {@return the name that a value refers to; nothing, and a fault recorded, where nothing has that name} */
    Optional<String> refer(Value value) {
        return value.text(LONGEST).flatMap(name -> {
            if (declared.containsKey(name)) {
                referred.add(name);
                return Optional.of(name);
            }
            return isUnread(value)
                    ? Optional.of(name)
                    : value.refuse(
                            "unknown " + singular + " " + Quote.of(name), Nearest.remedy(name, usable(), plural));
        });
    }

    /** Warns of each name that nothing has referred to. */
    void warnOfUnused(Problems problems) {
        declared.forEach((name, at) -> {
            if (!referred.contains(name)) {
                problems.warn(at.place(), at.path(), "nothing refers to this " + singular, "remove it, or use it");
            }
        });
    }

    private List<String> usable() {
        return declared.keySet().stream()
                .filter(name -> FORM.matcher(name).matches())
                .toList();
    }

    /** Whether the section that declares these names could not be read, so that references to it cannot be judged. */
    private boolean isUnread(Value value) {
        return declared.isEmpty() && value.problems().count() > 0;
    }
}
