/** Editions of the KPIs side by side: which of them is live, and what has to be so before another is. */
@NullMarked
package org.zonepulse.audit.edition;

import org.jspecify.annotations.NullMarked;
