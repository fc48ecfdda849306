/** The emitter of the trade-fair stream. */
@NullMarked
package org.zonepulse.tradefair;

import org.jspecify.annotations.NullMarked;
