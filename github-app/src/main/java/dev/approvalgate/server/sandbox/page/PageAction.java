package dev.approvalgate.server.sandbox.page;

/**
 * A button of the page that makes something happen in the pretended world.
 *
 * @param id names it in the page's API
 * @param label what the button says
 * @param hint what will happen, in one line
 * @param run does it; returns soon
 */
public record PageAction(String id, String label, String hint, Runnable run) {}
