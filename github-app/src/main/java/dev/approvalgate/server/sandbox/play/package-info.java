/** Plays the pretended company: the real gate between the stand-ins, jobs that behave as GitHub's runners would, and a narrator. */
@NullMarked
package dev.approvalgate.server.sandbox.play;

import org.jspecify.annotations.NullMarked;
