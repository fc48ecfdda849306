/** Runs inside the registry's JVM, in a jar of its own: nothing else of the project is on that class path. */
@NullMarked
package org.zonepulse.sandbox.guard;

import org.jspecify.annotations.NullMarked;
