/** Events: what a source says about an enterprise, and whether it can be accepted. */
@NullMarked
package org.zonepulse.ledger.event;

import org.jspecify.annotations.NullMarked;
