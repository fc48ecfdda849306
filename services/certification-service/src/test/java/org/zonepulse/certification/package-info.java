/** Tests of the certification service. */
@NullMarked
package org.zonepulse.certification;

import org.jspecify.annotations.NullMarked;
