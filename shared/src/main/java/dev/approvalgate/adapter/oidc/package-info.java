/** Verifies the OpenID Connect tokens of workloads, and reads their issuers' keys within bounds. */
@NullMarked
package dev.approvalgate.adapter.oidc;

import org.jspecify.annotations.NullMarked;
