/** What the published figures would be under other definitions, in another zone, or without some events. */
@NullMarked
package org.zonepulse.audit.whatif;

import org.jspecify.annotations.NullMarked;
