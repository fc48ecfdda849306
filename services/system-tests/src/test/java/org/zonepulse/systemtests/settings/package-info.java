/** {@code docs/settings.md} against what services read. */
@NullMarked
package org.zonepulse.systemtests.settings;

import org.jspecify.annotations.NullMarked;
