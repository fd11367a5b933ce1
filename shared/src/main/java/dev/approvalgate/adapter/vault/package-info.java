/** Seals secrets under the installation's key, with what the Java platform has. */
@NullMarked
package dev.approvalgate.adapter.vault;

import org.jspecify.annotations.NullMarked;
