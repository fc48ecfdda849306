@NullMarked
package org.zonepulse.feed.live;

import org.jspecify.annotations.NullMarked;
