/** Tests of the trade-fair service. */
@NullMarked
package org.zonepulse.tradefair;

import org.jspecify.annotations.NullMarked;
