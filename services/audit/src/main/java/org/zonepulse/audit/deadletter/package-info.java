/** What could not be read: found again, looked at, and published again. */
@NullMarked
package org.zonepulse.audit.deadletter;

import org.jspecify.annotations.NullMarked;
