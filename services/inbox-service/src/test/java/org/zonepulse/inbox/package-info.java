@NullMarked
package org.zonepulse.inbox;

import org.jspecify.annotations.NullMarked;
