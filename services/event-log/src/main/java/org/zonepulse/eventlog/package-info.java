/** How the event topics are read, by the services that compute from them and by whoever recomputes what those published. */
@NullMarked
package org.zonepulse.eventlog;

import org.jspecify.annotations.NullMarked;
