@NullMarked
package org.zonepulse.feed.stores;

import org.jspecify.annotations.NullMarked;
