@NullMarked
package org.zonepulse.audit.replay;

import org.jspecify.annotations.NullMarked;
