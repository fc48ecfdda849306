@NullMarked
package org.zonepulse.audit.archive;

import org.jspecify.annotations.NullMarked;
