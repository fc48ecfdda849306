/** The emitter of the certification stream. */
@NullMarked
package org.zonepulse.certification;

import org.jspecify.annotations.NullMarked;
