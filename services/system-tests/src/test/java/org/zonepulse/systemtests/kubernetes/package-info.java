/** What stands in {@code docker/kubernetes}, checked against what Kubernetes, Strimzi and the Prometheus operator publish. */
@NullMarked
package org.zonepulse.systemtests.kubernetes;

import org.jspecify.annotations.NullMarked;
