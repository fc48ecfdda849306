/**
 * All summed measures, recomputed from their definitions in the most naive way: day by day, from the whole set of
 * events. It shares the events, the zone and the names of measures with the ledger, and none of its algorithms.
 */
@NullMarked
package org.zonepulse.testkit.oracle;

import org.jspecify.annotations.NullMarked;
