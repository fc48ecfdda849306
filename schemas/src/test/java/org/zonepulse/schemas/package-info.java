/** Holds the contracts to what was released. */
@NullMarked
package org.zonepulse.schemas;

import org.jspecify.annotations.NullMarked;
