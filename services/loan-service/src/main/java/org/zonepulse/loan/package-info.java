/** The emitter of the loan stream. */
@NullMarked
package org.zonepulse.loan;

import org.jspecify.annotations.NullMarked;
