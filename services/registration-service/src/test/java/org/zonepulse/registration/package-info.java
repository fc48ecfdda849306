/** Tests of the registration service. */
@NullMarked
package org.zonepulse.registration;

import org.jspecify.annotations.NullMarked;
