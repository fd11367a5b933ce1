package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What takes Slack's calls. */
public interface SlackCalls {

    /**
     * Checks who sent a body, and when.
     *
     * @param timestamp the timestamp header as it came
     * @param signature the signature header as it came
     * @param body the raw bytes
     * @throws GateException with {@code signature_invalid} or {@code signature_stale}
     */
    void verify(@Nullable String timestamp, @Nullable String signature, byte[] body);

    /**
     * Deals with an interaction within three seconds.
     *
     * @param payload its JSON
     * @return the JSON to answer with; empty for an empty answer
     */
    Optional<String> interaction(String payload);

    /**
     * Answers a command within three seconds.
     *
     * @param fields of its form
     * @return the JSON to answer with
     */
    String command(Map<String, String> fields);
}
