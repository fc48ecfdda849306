@NullMarked
package org.zonepulse.sandbox.deploy;

import org.jspecify.annotations.NullMarked;
