/** The whole pipeline in containers, as it is shipped, and what it withstands. Needs a Docker engine. */
@NullMarked
package org.zonepulse.systemtests.cluster;

import org.jspecify.annotations.NullMarked;
