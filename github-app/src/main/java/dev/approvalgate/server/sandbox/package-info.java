/** The sandbox: the whole product on loopback stand-ins, with nothing to sign up for. */
@NullMarked
package dev.approvalgate.server.sandbox;

import org.jspecify.annotations.NullMarked;
