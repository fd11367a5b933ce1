/** The tamper-evident form of what is recorded: bytes, hashes and links. Knows nothing of what the bytes mean. */
@NullMarked
package dev.approvalgate.domain.ledger;

import org.jspecify.annotations.NullMarked;
