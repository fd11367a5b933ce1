/** Runs other programs. */
@NullMarked
package dev.approvalgate.adapter.process;

import org.jspecify.annotations.NullMarked;
