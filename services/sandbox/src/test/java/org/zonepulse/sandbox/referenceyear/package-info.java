@NullMarked
package org.zonepulse.sandbox.referenceyear;

import org.jspecify.annotations.NullMarked;
