/** Event histories that follow from a seed, and their reduction to the few events that matter. */
@NullMarked
package org.zonepulse.testkit.history;

import org.jspecify.annotations.NullMarked;
