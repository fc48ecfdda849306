/** Events, their names and what is accepted. */
@NullMarked
package org.zonepulse.ledger.event;

import org.jspecify.annotations.NullMarked;
