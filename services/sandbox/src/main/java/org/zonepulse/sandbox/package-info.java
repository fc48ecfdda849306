/** The whole pipeline in one JVM: embedded broker, registry as a child process, the services, and the commands. */
@NullMarked
package org.zonepulse.sandbox;

import org.jspecify.annotations.NullMarked;
