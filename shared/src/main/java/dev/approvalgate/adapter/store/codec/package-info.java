/** Events as canonical JSON: a stable name, a schema version, a writer and a reader for each type, all written out. */
@NullMarked
package dev.approvalgate.adapter.store.codec;

import org.jspecify.annotations.NullMarked;
