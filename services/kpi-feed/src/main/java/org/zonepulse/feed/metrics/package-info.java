/** What monitoring reads of the published KPIs: a few of the figures, and how good they are. */
@NullMarked
package org.zonepulse.feed.metrics;

import org.jspecify.annotations.NullMarked;
