/** What one enterprise's rows tell of it, for people. */
@NullMarked
package org.zonepulse.ledger.story;

import org.jspecify.annotations.NullMarked;
