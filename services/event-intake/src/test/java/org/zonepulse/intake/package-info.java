@NullMarked
package org.zonepulse.intake;

import org.jspecify.annotations.NullMarked;
