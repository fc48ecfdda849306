@NullMarked
package org.zonepulse.sandbox;

import org.jspecify.annotations.NullMarked;
