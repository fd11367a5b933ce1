/** The embedded store: one SQLite file that holds the ledger, its projections, and the state of work, inbox, tickets and keys. */
@NullMarked
package dev.approvalgate.adapter.store;

import org.jspecify.annotations.NullMarked;
