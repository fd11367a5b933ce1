/**
 * The use cases and the ports through which they reach the world. Hosts call use cases; adapters implement ports; the domain decides.
 */
@NullMarked
package dev.approvalgate.gate;

import org.jspecify.annotations.NullMarked;
