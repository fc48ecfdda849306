/** Who may publish what: the file that says so, and the credentials by which publishers are known. */
@NullMarked
package org.zonepulse.publishing.access;

import org.jspecify.annotations.NullMarked;
