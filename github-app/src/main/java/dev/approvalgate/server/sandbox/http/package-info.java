/** A small HTTP server for the sandbox's stand-ins: loopback only, bounded, with a journal and fault injection. */
@NullMarked
package dev.approvalgate.server.sandbox.http;

import org.jspecify.annotations.NullMarked;
