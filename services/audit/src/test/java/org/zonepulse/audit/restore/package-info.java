@NullMarked
package org.zonepulse.audit.restore;

import org.jspecify.annotations.NullMarked;
