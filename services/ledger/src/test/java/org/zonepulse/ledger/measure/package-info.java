/** The catalogue and its names. */
@NullMarked
package org.zonepulse.ledger.measure;

import org.jspecify.annotations.NullMarked;
