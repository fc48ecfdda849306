/** What the feed asks kpi-service's instances for: enterprises' stories, and the enterprises behind figures. */
@NullMarked
package org.zonepulse.feed.stores;

import org.jspecify.annotations.NullMarked;
