@NullMarked
package org.zonepulse.audit.asof;

import org.jspecify.annotations.NullMarked;
