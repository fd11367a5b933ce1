/** The job's side of the gate: proves who the job is, fetches its deploy token and hands it on in the form that tools expect. */
@NullMarked
package dev.approvalgate.server.client;

import org.jspecify.annotations.NullMarked;
