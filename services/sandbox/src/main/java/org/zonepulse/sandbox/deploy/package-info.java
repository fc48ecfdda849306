/** What a cluster and a schema registry have to hold before anything runs: made, and compared with what is there. */
@NullMarked
package org.zonepulse.sandbox.deploy;

import org.jspecify.annotations.NullMarked;
