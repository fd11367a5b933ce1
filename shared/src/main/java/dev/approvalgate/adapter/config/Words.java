package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the domain's words: actions, environments, scopes, constants. */
final class Words {

    /** RFC 6749 section 3.3, in a length that fits a token. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

    private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private static final int VERSION = 1;
    private static final int LONGEST_ENVIRONMENT = 255;

    private Words() {}

    /** {@return the version of a file's form, which is 1} */
    static Optional<Integer> version(Value value) {
        return value.integer(0, Integer.MAX_VALUE)
                .flatMap(version -> version == VERSION
                        ? Optional.of(version)
                        : value.refuse("version " + version + " is not known here", "write version: " + VERSION));
    }

    static Optional<Action> action(Value value) {
        return value.text(1000).flatMap(name -> valid(value, name, Action::new));
    }

    static Optional<Environment> environment(Value value) {
        return value.text(LONGEST_ENVIRONMENT).flatMap(name -> valid(value, name, Environment::of));
    }

    static Optional<String> scope(Value value) {
        return value.matching(SCOPE, "1 to 100 visible ASCII characters without quotes and backslashes");
    }

    static Optional<String> audience(Value value) {
        return value.matching(AUDIENCE, "1 to 255 visible ASCII characters, such as a URL");
    }

    /** {@return the constants of an enumeration by their names in lower case} */
    static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
        var words = new LinkedHashMap<String, E>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }

    private static <T> Optional<T> valid(Value value, String name, Function<String, T> maker) {
        try {
            return Optional.of(maker.apply(name));
        } catch (GateException e) {
            return value.refuse(Quote.of(name) + " cannot be used", String.valueOf(e.getMessage()));
        }
    }
}
