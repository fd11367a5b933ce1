package dev.approvalgate.server.loopback;

/** Serves the calls of one route. */
@FunctionalInterface
public interface RouteHandler {

    /**
     * Answers one call.
     *
     * @throws Refusal to answer with an error
     * @throws Exception for any other failure; the caller sees a 500
     */
    Answer handle(Call call) throws Exception;
}
