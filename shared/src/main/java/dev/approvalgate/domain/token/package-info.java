/** The right to do what was approved: grants, the tokens minted from them, and how they end. */
@NullMarked
package dev.approvalgate.domain.token;

import org.jspecify.annotations.NullMarked;
