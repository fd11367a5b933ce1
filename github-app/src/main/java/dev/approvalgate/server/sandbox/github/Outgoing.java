package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Body;
import org.jspecify.annotations.Nullable;

/** A webhook that is yet to be delivered. */
record Outgoing(
        String guid,
        String event,
        @Nullable String action,
        @Nullable Long installationId,
        @Nullable Long repositoryId,
        boolean redelivery,
        Body payload) {

    static Outgoing again(Delivery delivery) {
        return new Outgoing(
                delivery.guid(),
                delivery.event(),
                delivery.action(),
                delivery.installationId(),
                delivery.repositoryId(),
                true,
                delivery.payload());
    }
}
