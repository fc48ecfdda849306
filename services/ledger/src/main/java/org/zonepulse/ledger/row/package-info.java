/** Rows: the set of accepted events about one subject of an enterprise, and what that set contributes. */
@NullMarked
package org.zonepulse.ledger.row;

import org.jspecify.annotations.NullMarked;
