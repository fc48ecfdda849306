/** The log read again from its beginning, and folded by the same ledger as the live pipeline's. */
@NullMarked
package org.zonepulse.audit.replay;

import org.jspecify.annotations.NullMarked;
