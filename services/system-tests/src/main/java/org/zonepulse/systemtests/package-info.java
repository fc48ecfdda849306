/** The whole pipeline on real parts: tests alone. */
@NullMarked
package org.zonepulse.systemtests;

import org.jspecify.annotations.NullMarked;
