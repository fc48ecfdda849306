/** Rows, and what an event costs. */
@NullMarked
package org.zonepulse.ledger.row;

import org.jspecify.annotations.NullMarked;
