@NullMarked
package org.zonepulse.eventlog;

import org.jspecify.annotations.NullMarked;
