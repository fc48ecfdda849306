/** Both times: what was said at one moment about a day, what is known of it at another, and which events made the difference. */
@NullMarked
package org.zonepulse.audit.asof;

import org.jspecify.annotations.NullMarked;
