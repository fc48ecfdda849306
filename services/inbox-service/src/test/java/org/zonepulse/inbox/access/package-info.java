@NullMarked
package org.zonepulse.inbox.access;

import org.jspecify.annotations.NullMarked;
