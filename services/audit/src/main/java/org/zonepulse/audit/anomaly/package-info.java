/** What contradicts itself: with the events concerned, and what would resolve it. */
@NullMarked
package org.zonepulse.audit.anomaly;

import org.jspecify.annotations.NullMarked;
