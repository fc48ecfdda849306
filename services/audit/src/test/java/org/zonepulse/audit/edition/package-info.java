@NullMarked
package org.zonepulse.audit.edition;

import org.jspecify.annotations.NullMarked;
