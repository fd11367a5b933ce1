package dev.approvalgate.server.http;

import java.time.Duration;

/**
 * How much a listener takes from strangers.
 *
 * @param head how long the request's line and headers may take
 * @param body how long a body may take
 * @param idle how long a connection may be silent
 * @param connections at most so many at once; more wait in the system's backlog
 * @param threads at most so many
 * @param bodies how many bytes of larger bodies may lie in memory at once
 */
record Bounds(Duration head, Duration body, Duration idle, int connections, int threads, long bodies) {

    static final Bounds DEFAULT =
            new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60), 4_096, 64, heapShare());

    private static long heapShare() {
        return Math.max(4L * WEBHOOK_BYTES, Runtime.getRuntime().maxMemory() / 8);
    }

    /** Bytes of a request's line and headers. */
    static final int HEAD_BYTES = 8 * 1024;
    /** Bytes of a body, most paths. */
    static final int BODY_BYTES = 256 * 1024;
    /** Bytes of a draft of a policy: as large as a policy may be. */
    static final int POLICY_BYTES = 1024 * 1024;
    /** Bytes of a webhook's body. GitHub caps payloads at 25 MB; those of the events that we subscribe to stay far below this. */
    static final int WEBHOOK_BYTES = 5 * 1024 * 1024;
}
