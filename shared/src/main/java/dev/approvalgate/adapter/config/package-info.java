/** Reads the host's settings and the policy from YAML, and says exactly where a file is wrong. */
@NullMarked
package dev.approvalgate.adapter.config;

import org.jspecify.annotations.NullMarked;
