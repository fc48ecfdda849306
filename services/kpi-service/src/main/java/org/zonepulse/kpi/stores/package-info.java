/** What the ledgers that this instance holds tell of enterprises. */
@NullMarked
package org.zonepulse.kpi.stores;

import org.jspecify.annotations.NullMarked;
