/** From dated flows of partitions to the KPIs of a cut. */
@NullMarked
package org.zonepulse.ledger.kpi;

import org.jspecify.annotations.NullMarked;
