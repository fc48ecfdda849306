@NullMarked
package org.zonepulse.fileimport;

import org.jspecify.annotations.NullMarked;
