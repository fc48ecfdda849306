/** The forms in which events and zones come from outside, and how they become the ledger's: or why they don't. */
@NullMarked
package org.zonepulse.contract;

import org.jspecify.annotations.NullMarked;
