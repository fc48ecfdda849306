@NullMarked
package org.zonepulse.avrocodec;

import org.jspecify.annotations.NullMarked;
