/** What a gate's own settings became. */
@NullMarked
package dev.approvalgate.domain.settings;

import org.jspecify.annotations.NullMarked;
