package dev.approvalgate.gate.work;

import org.jspecify.annotations.Nullable;

/**
 * Work that was taken from the table.
 *
 * @param id its row
 * @param work what is to be done
 * @param attempts how often it was tried, this time included; 0 where it is only looked at
 * @param lastError why it did not succeed the last time, or {@code null}
 */
public record WorkItem(
        long id, Work work, int attempts, @Nullable String lastError) {

    /**
     * {@return a value of the payload}
     *
     * @throws IllegalStateException where it is missing
     */
    public String required(String name) {
        String value = work.payload().get(name);
        if (value == null) {
            throw new IllegalStateException(work.kind().code() + " work lacks " + name);
        }
        return value;
    }

    /**
     * {@return the request that the work belongs to}
     *
     * @throws IllegalStateException where it belongs to none
     */
    public String requiredRequest() {
        String request = work.request();
        if (request == null) {
            throw new IllegalStateException(work.kind().code() + " work belongs to no request");
        }
        return request;
    }
}
