/** The zone as configuration: its parks, industries and loan products. */
@NullMarked
package org.zonepulse.ledger.zone;

import org.jspecify.annotations.NullMarked;
