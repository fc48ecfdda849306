@NullMarked
package org.zonepulse.kpi.topology;

import org.jspecify.annotations.NullMarked;
