/** Reading topics as they stand. */
@NullMarked
package org.zonepulse.audit.log;

import org.jspecify.annotations.NullMarked;
