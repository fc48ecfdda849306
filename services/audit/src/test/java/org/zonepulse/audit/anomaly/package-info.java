@NullMarked
package org.zonepulse.audit.anomaly;

import org.jspecify.annotations.NullMarked;
