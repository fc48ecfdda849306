/** Tests of the loan service. */
@NullMarked
package org.zonepulse.loan;

import org.jspecify.annotations.NullMarked;
