/** Tests of the forms of events and zones. */
@NullMarked
package org.zonepulse.contract;

import org.jspecify.annotations.NullMarked;
