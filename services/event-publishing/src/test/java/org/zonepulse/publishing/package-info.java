/** Tests of what the emitters share. */
@NullMarked
package org.zonepulse.publishing;

import org.jspecify.annotations.NullMarked;
