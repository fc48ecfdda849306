/** What the emitters share: events over HTTP, checked, put into their stream's topic, and answered with receipts. */
@NullMarked
package org.zonepulse.publishing;

import org.jspecify.annotations.NullMarked;
