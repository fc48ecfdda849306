@NullMarked
package org.zonepulse.audit.deadletter;

import org.jspecify.annotations.NullMarked;
