/** The ledger held to what its pages promise, with nothing around it. */
@NullMarked
package org.zonepulse.ledger;

import org.jspecify.annotations.NullMarked;
