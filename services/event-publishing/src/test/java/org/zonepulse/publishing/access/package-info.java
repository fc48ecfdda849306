/** Tests of who may publish what. */
@NullMarked
package org.zonepulse.publishing.access;

import org.jspecify.annotations.NullMarked;
