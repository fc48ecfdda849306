@NullMarked
package org.zonepulse.systemtests;

import org.jspecify.annotations.NullMarked;
