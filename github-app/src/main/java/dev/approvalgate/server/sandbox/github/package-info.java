/** A stand-in for GitHub on loopback: its REST API, webhooks and Actions' identity tokens, over an in-memory model that scenarios drive. */
@NullMarked
package dev.approvalgate.server.sandbox.github;

import org.jspecify.annotations.NullMarked;
