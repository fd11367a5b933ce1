package dev.approvalgate.adapter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a sound file says, each value by its key, such as {@code issuers[0].audience}. */
final class Written {

    /** Lists whose items after the first may hold what is secret: arguments of a program. */
    private static final String ARGUMENTS = "token_signer.command[";

    private static final String UNTOLD = "…";

    private Written() {}

    static Map<String, String> in(Value root) {
        var written = new LinkedHashMap<String, String>();
        add(root, written);
        return written;
    }

    private static void add(Value value, Map<String, String> written) {
        List<Value> below =
                value.isMapping() ? List.copyOf(value.entries().values()) : value.isList() ? value.items() : List.of();
        if (!value.isMapping() && !value.isList()) {
            String path = value.path();
            boolean argument = path.startsWith(ARGUMENTS) && !path.equals(ARGUMENTS + "0]");
            written.put(path, argument ? UNTOLD : value.scalar());
        }
        below.forEach(item -> add(item, written));
    }
}
