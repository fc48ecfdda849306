@NullMarked
package org.zonepulse.audit.whatif;

import org.jspecify.annotations.NullMarked;
