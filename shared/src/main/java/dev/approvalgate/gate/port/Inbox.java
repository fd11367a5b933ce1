package dev.approvalgate.gate.port;

import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.Optional;

/**
 * Verified messages from outside, stored before they are acknowledged and processed afterwards. Inbox rows are state, not a
 * projection: they are never rebuilt.
 */
public interface Inbox {

    /**
     * Stores a message and the work that processes it, together and durably.
     *
     * @return whether it is new: {@code false} where a message of that source and id is there already, and then nothing is stored
     */
    boolean accept(Message message, Work work);

    /** {@return a stored message; empty where it is unknown, or has been dealt with and its body dropped} */
    Optional<Message> find(String source, String id);

    /** Notes that a message has been dealt with, so that its body can be dropped; its id stays known. */
    void completed(String source, String id, Instant at);

    /** {@return whether a message has been dealt with} */
    boolean isCompleted(String source, String id);

    /**
     * One message.
     *
     * @param source who sent it, such as {@code github} or {@code slack}
     * @param id unique for the source; a repetition has the same
     * @param type what it is, in the source's words
     * @param body the verified bytes as text
     * @param receivedAt when
     */
    record Message(String source, String id, String type, String body, Instant receivedAt) {}
}
