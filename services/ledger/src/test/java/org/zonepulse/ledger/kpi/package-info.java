/** Flows, levels, formulas and cuts. */
@NullMarked
package org.zonepulse.ledger.kpi;

import org.jspecify.annotations.NullMarked;
