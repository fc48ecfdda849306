@NullMarked
package org.zonepulse.audit.report;

import org.jspecify.annotations.NullMarked;
