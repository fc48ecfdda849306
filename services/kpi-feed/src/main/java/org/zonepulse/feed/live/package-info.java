/** Each new cut, pushed to those who listen. */
@NullMarked
package org.zonepulse.feed.live;

import org.jspecify.annotations.NullMarked;
