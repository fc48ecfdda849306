/** How a row of a CSV file becomes events: by files of settings, without code. */
@NullMarked
package org.zonepulse.fileimport.mapping;

import org.jspecify.annotations.NullMarked;
