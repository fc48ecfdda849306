/** The two stages: events to flows of a partition, and flows of all partitions to cuts. */
@NullMarked
package org.zonepulse.kpi.topology;

import org.jspecify.annotations.NullMarked;
