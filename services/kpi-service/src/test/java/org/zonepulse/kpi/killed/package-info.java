/** The service killed between its commits, on a real broker. */
@NullMarked
package org.zonepulse.kpi.killed;

import org.jspecify.annotations.NullMarked;
