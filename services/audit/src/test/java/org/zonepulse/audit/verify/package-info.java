@NullMarked
package org.zonepulse.audit.verify;

import org.jspecify.annotations.NullMarked;
