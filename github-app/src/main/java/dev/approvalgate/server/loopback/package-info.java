/** A small HTTP server for this machine only: the set-up page and the sandbox's stand-ins. Bounded, with a journal and fault injection. */
@NullMarked
package dev.approvalgate.server.loopback;

import org.jspecify.annotations.NullMarked;
