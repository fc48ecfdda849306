@NullMarked
package org.zonepulse.feed.http;

import org.jspecify.annotations.NullMarked;
