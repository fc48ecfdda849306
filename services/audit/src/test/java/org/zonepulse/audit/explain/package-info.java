@NullMarked
package org.zonepulse.audit.explain;

import org.jspecify.annotations.NullMarked;
