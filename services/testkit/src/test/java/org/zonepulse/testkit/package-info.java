/** The ledger held to its law, over histories from seeds. */
@NullMarked
package org.zonepulse.testkit;

import org.jspecify.annotations.NullMarked;
