/** What a figure is made of: the enterprises and the events behind it, and one enterprise's whole story. */
@NullMarked
package org.zonepulse.audit.explain;

import org.jspecify.annotations.NullMarked;
