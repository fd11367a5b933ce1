package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ChannelAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How review channels are written: {@code slack:C0123ABCD}. Check runs on GitHub need no entry, the run itself says where. */
final class Channels {

    private static final Pattern FORM = Pattern.compile("(slack):([CG][A-Z0-9]{2,30})");

    private static final String REMEDY =
            "write slack: and the channel's id (not its name) without a space between, such as slack:C0123ABCD";

    private Channels() {}

    static Optional<ChannelAddress> read(Value value) {
        if (value.isMapping()) {
            return value.refuse("must be a text, not a mapping", REMEDY);
        }
        return value.text(1000).flatMap(text -> {
            Matcher parts = FORM.matcher(text);
            return parts.matches()
                    ? Optional.of(new ChannelAddress(parts.group(1), parts.group(2)))
                    : value.refuse(Quote.of(text) + " is not a channel", REMEDY);
        });
    }
}
