/** The contracts between publishers, pipeline and consumers: which topics there are, and what stands in them. */
@NullMarked
package org.zonepulse.schemas;

import org.jspecify.annotations.NullMarked;
