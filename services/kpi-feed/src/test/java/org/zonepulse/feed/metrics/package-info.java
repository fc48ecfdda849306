@NullMarked
package org.zonepulse.feed.metrics;

import org.jspecify.annotations.NullMarked;
