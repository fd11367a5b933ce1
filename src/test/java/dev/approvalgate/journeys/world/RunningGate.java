package dev.approvalgate.journeys.world;

/** A gate that was started. */
public interface RunningGate extends AutoCloseable {

    /** Stops it in an orderly way. */
    @Override
    void close();
}
