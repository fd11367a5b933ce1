package io.jenkins.plugins.approvalgate.ends;

/**
 * A block that has ended, or never begins: what it asked for is wanted no more, and what it was given is to die.
 *
 * @param block id of the step in the build's flow graph
 * @param request id of the request that it asked with
 */
public record EndedBlock(String block, String request) {}
