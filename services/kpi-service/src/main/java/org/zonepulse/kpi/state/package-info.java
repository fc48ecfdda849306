/** How the ledger's rows are kept in state stores. */
@NullMarked
package org.zonepulse.kpi.state;

import org.jspecify.annotations.NullMarked;
