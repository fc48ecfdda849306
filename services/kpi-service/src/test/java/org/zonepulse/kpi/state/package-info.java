@NullMarked
package org.zonepulse.kpi.state;

import org.jspecify.annotations.NullMarked;
