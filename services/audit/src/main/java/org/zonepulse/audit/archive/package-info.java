/** A log in one file: written up to a cut, and read as if it were the cluster. The format is described in docs/audit-archive.md. */
@NullMarked
package org.zonepulse.audit.archive;

import org.jspecify.annotations.NullMarked;
