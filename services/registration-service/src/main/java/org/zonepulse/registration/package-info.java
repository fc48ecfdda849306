/** The emitter of the registration stream. */
@NullMarked
package org.zonepulse.registration;

import org.jspecify.annotations.NullMarked;
