/** What the use cases need of the outside world. Each port is implemented by an adapter, and by a hand-written fake for tests. */
@NullMarked
package dev.approvalgate.gate.port;

import org.jspecify.annotations.NullMarked;
