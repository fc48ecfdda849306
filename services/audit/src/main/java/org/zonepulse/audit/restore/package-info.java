/** An archive's log in an empty cluster: what can't be computed anew, record by record, so that all else can. */
@NullMarked
package org.zonepulse.audit.restore;

import org.jspecify.annotations.NullMarked;
