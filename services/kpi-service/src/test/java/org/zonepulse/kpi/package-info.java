@NullMarked
package org.zonepulse.kpi;

import org.jspecify.annotations.NullMarked;
