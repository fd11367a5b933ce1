package dev.approvalgate.journeys.world;

import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.server.GateServer;
import java.time.Clock;

/** The server in this process, started from the same files as any other. */
final class InProcessGate implements RunningGate {

    private final GateServer server;

    private InProcessGate(GateServer server) {
        this.server = server;
    }

    static InProcessGate start(GateFiles files, Clock clock) {
        return new InProcessGate(GateServer.start(GateFile.read(files.config(), files.environment()), clock));
    }

    @Override
    public void close() {
        server.close();
    }
}
