/** What was published, compared with what the log comes to. */
@NullMarked
package org.zonepulse.audit.verify;

import org.jspecify.annotations.NullMarked;
