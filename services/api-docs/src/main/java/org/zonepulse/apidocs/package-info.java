/** The page to browse a service's API, and the description that it shows. */
@NullMarked
package org.zonepulse.apidocs;

import org.jspecify.annotations.NullMarked;
