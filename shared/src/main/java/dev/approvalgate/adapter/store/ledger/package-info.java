/** The ledger checked and written out: record by record, in the store or in a file that anybody can check without us. */
@NullMarked
package dev.approvalgate.adapter.store.ledger;

import org.jspecify.annotations.NullMarked;
