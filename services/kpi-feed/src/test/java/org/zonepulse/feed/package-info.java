@NullMarked
package org.zonepulse.feed;

import org.jspecify.annotations.NullMarked;
