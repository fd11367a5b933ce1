/** Plays the sandbox's whole story without a person, and checks every step by what can be seen from outside. */
@NullMarked
package dev.approvalgate.server.sandbox.script;

import org.jspecify.annotations.NullMarked;
